package io.parley.contract.audit;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import java.util.Optional;

/**
 * Looks into the log as it lies there, beside what serves messages: by connections of its own, for a bounded time, and changes
 * nothing. Blocking. Fails with {@link io.parley.contract.error.Rejection}: {@code unavailable} if the log cannot be read or that
 * takes too long, {@code invalid_request} for more than can be looked at in that time, {@code not_found} if the log is kept where it
 * cannot be looked at like this.
 */
public interface AuditLogReader {

    /**
     * Events of a filter.
     *
     * @param after after which position; 0 for all
     * @param most how many at most, positive
     */
    EventPage events(EventFilter filter, long after, int most);

    /** A conversation as it was; empty if there was none yet. */
    Optional<ConversationState> conversation(ChatId chatId, Moment moment);

    /** What became of a message of a chat; empty if there is none. */
    Optional<MessageHistory> message(ChatId chatId, MessageId messageId);

    /** The newest root of the sealed log, as JSON, as it is published; empty if nothing is sealed yet. */
    Optional<String> root();

    /**
     * What proves a conversation to whoever has a public key: lines of JSON, with its events as they lie in the log.
     *
     * @return empty if none of it is sealed yet
     */
    Optional<String> proof(ChatId chatId);
}
