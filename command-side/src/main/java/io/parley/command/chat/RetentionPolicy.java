package io.parley.command.chat;

import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.Rejection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of how long messages live, whatever their chats say. It holds from the moment a message is sent: what was sent
 * before it was set keeps its end, unless {@link io.parley.contract.message.MessageCommand.LimitMessages} lets it go.
 *
 * @param directDefault what a direct chat gets whose opener names no time to live; null for none
 * @param groupDefault the same of a group
 * @param longest beyond which no message lives; null for no such maximum
 */
public record RetentionPolicy(
        @Nullable Duration directDefault,
        @Nullable Duration groupDefault,
        @Nullable Duration longest) {

    /** Messages live as long as their chats say. */
    public static final RetentionPolicy NONE = new RetentionPolicy(null, null, null);

    /**
     * What a chat gets that is being opened. None that is named is the default of its kind.
     *
     * @param named what its opener wants
     */
    Retention opening(ChatKind kind, Retention named) {
        Duration usual = kind == ChatKind.GROUP ? groupDefault : directDefault;
        require(named.messageTtl());
        return inForce(named.messageTtl() == null ? new Retention(usual, named.expiresAt()) : named);
    }

    /** Refuses a time to live that is named and beyond the maximum. */
    void require(@Nullable Duration ttl) {
        if (ttl != null && longest != null && ttl.compareTo(longest) > 0) {
            throw Rejection.invalid("messageTtl", "must be at most %s on this server".formatted(longest));
        }
    }

    /** What is in force in a chat: nothing beyond the maximum. */
    Retention inForce(Retention retention) {
        Duration ttl = retention.messageTtl();
        return longest == null || (ttl != null && ttl.compareTo(longest) <= 0)
                ? retention
                : new Retention(longest, retention.expiresAt());
    }
}
