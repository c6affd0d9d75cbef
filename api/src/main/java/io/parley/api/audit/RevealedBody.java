package io.parley.api.audit;

import io.parley.contract.message.MessageContent;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, as JSON.
 *
 * @param text null if nobody can read it any more
 * @param gone whether nobody can
 */
@Schema(name = "RevealedMessage", description = "What a message says; `text` is null if nobody can read it any more.")
record RevealedBody(@Nullable String text, boolean gone) {

    static RevealedBody of(@Nullable MessageContent content) {
        return content == null ? new RevealedBody(null, true) : new RevealedBody(content.text(), false);
    }

    /** Hides what is said. */
    @Override
    public String toString() {
        return "RevealedBody[]";
    }
}
