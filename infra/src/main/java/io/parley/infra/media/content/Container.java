package io.parley.infra.media.content;

import java.time.Duration;
import java.util.Optional;

/** The format of one upload: which of its bytes are stored, and what they tell. */
interface Container {

    /** What to do with its first bytes. */
    Step begin();

    /** Called when all bytes have passed. May still refuse them. */
    default void end() {}

    /** Its type, known at the end. */
    String contentType();

    /** How it looks, known at the end. */
    default Optional<Picture> picture() {
        return Optional.empty();
    }

    /** How long it lasts, known at the end. */
    default Optional<Duration> duration() {
        return Optional.empty();
    }

    /** What it is called in a refusal. */
    String name();

    /** One whose bytes are all stored as they are. */
    static Container opaque(String contentType, Optional<Picture> picture, Clock clock) {
        return new Container() {
            @Override
            public Step begin() {
                return Step.passRest(clock.begin());
            }

            @Override
            public String contentType() {
                return contentType;
            }

            @Override
            public Optional<Picture> picture() {
                return picture;
            }

            @Override
            public Optional<Duration> duration() {
                return clock.duration();
            }

            @Override
            public String name() {
                return contentType;
            }
        };
    }
}
