package io.parley.infra.media.content;

import java.time.Duration;
import java.util.Optional;

/**
 * Finds out how long a sound or film lasts by looking at its bytes while they pass. It neither changes nor refuses them: where it
 * no longer understands them, nothing is known.
 */
interface Clock {

    /** What to look at first. The steps store nothing; where they end early, the rest is not looked at. */
    Step begin();

    /** How long it lasts, known at the end. */
    Optional<Duration> duration();
}
