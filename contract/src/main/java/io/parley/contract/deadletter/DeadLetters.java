package io.parley.contract.deadletter;

import io.parley.contract.id.DeadLetterId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what is held back.
 *
 * @param items by projection and conversation
 * @param more whether there are more after them
 */
public record DeadLetters(List<Letter> items, boolean more) {

    /**
     * An event that a projection holds back.
     *
     * @param letterId which
     * @param projection the projection, which is its processing group
     * @param conversation what is kept in order: a chat, user or device
     * @param number its number in the conversation's queue; those with smaller ones come first
     * @param eventId the event
     * @param type what kind of event, as it is called in the log
     * @param position the event's position; 0 if it is not known, or cannot be read
     * @param aggregateId what the event happened to; null if it is not known
     * @param cause why it could not be handled, and nothing of what it holds; null if it only waits behind another
     * @param since since when it is held back
     * @param triedAt when it was tried last; {@code since} if that is not known, as while a retry was asked for and has not begun
     * @param behind how many wait behind it
     */
    public record Letter(
            DeadLetterId letterId,
            String projection,
            String conversation,
            long number,
            String eventId,
            String type,
            long position,
            @Nullable String aggregateId,
            @Nullable String cause,
            Instant since,
            Instant triedAt,
            long behind) {}
}
