package io.parley.infra.wiring;

import io.parley.infra.concurrent.Rounds;
import io.parley.infra.wiring.ProjectionProperties.Cleaning;
import io.parley.projection.cleaning.ViewsCleaner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the {@link ViewsCleaner} take step after step while there is something to remove, with a pause after each, and looks from time to
 * time whether there is. Any number of nodes may do so.
 */
final class ViewsCleaning extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(ViewsCleaning.class);

    private final ViewsCleaner cleaner;
    private final Cleaning settings;

    ViewsCleaning(ViewsCleaner cleaner, Cleaning settings) {
        super("parley-views-cleaner", settings.every());
        this.cleaner = cleaner;
        this.settings = settings;
    }

    @Override
    protected void round() {
        try {
            while (cleaner.step()) {
                Thread.sleep(settings.pause().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The rows of chats that are gone cannot be removed now: {}",
                    e.getClass().getSimpleName());
        }
    }
}
