package io.parley.infra.media.encryption;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.media.MediaUnreadableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and reports objects that ought to be readable and are not. */
final class UnreadableMedia {

    private static final Logger log = LoggerFactory.getLogger(UnreadableMedia.class);

    private final Counter counter;

    UnreadableMedia(MeterRegistry meters) {
        this.counter = Counter.builder("parley.media.unreadable")
                .description("Reads of media that exist and could not be decrypted")
                .register(meters);
    }

    void report(MediaUnreadableException failure) {
        counter.increment();
        log.error("{}: it is not what was written under this name, key and context", failure.getMessage());
    }
}
