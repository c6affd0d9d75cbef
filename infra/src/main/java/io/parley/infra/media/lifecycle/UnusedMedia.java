package io.parley.infra.media.lifecycle;

import io.parley.command.message.SentMessages;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.media.lifecycle.DoomedMedia.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Dooms what no message took up in time. Whether one did, the claim says. With the log in PostgreSQL there is a claim if and only if the
 * message was sent; elsewhere one may be left behind by a send whose event did not come into the log, so that the log is asked.
 */
final class UnusedMedia {

    private final DoomedMedia doomed;
    private final SentMessages sent;
    private final boolean claimedWithTheEvent;
    private final Duration after;
    private final int batch;
    private final Clock clock;

    /**
     * Looks for them.
     *
     * @param claimedWithTheEvent whether claims are committed together with the message's event
     * @param after how old they must be: no message may claim them any more, and no send may be under way that did
     */
    UnusedMedia(
            DoomedMedia doomed,
            SentMessages sent,
            boolean claimedWithTheEvent,
            Duration after,
            int batch,
            Clock clock) {
        this.doomed = doomed;
        this.sent = sent;
        this.claimedWithTheEvent = claimedWithTheEvent;
        this.after = after;
        this.batch = batch;
        this.clock = clock;
    }

    /** Dooms some; tells whether there may be more. */
    boolean step() {
        Instant now = clock.instant();
        Instant before = now.minus(after);
        if (!claimedWithTheEvent) {
            doomed.claimedUnsent(before, batch).stream()
                    .filter(claimed -> !isSent(claimed))
                    .forEach(claimed -> doomed.doomUnsent(claimed, now));
        }
        return doomed.doomUnused(before, now, batch) == batch;
    }

    /** The message may have been sent in the end with other media, or without. */
    private boolean isSent(Claimed claimed) {
        return sent.find(claimed.messageId())
                .map(MessageSent::mediaId)
                .filter(claimed.mediaId()::equals)
                .isPresent();
    }
}
