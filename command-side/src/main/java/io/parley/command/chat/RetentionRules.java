package io.parley.command.chat;

import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How long chats and messages may live. The edge checks as well; here it holds whoever sends the command. */
final class RetentionRules {

    private RetentionRules() {}

    /** What is to be after a change, as far as the server lets it. */
    static Retention changed(Retention before, ChangeRetention change, RetentionPolicy policy, Instant now) {
        Duration ttl = before.messageTtl();
        Instant expiresAt = before.expiresAt();
        if (change.ttlNamed()) {
            ttl = change.retention().messageTtl();
            requireTtl(ttl);
            policy.require(ttl);
        }
        if (change.expiryNamed()) {
            expiresAt = change.retention().expiresAt();
            requireExpiry(expiresAt, now);
        }
        return policy.inForce(new Retention(ttl, expiresAt));
    }

    /** Refuses what is out of bounds. */
    static void require(Retention retention, Instant now) {
        requireTtl(retention.messageTtl());
        requireExpiry(retention.expiresAt(), now);
    }

    private static void requireTtl(@Nullable Duration ttl) {
        if (ttl == null) {
            return;
        }
        if (ttl.compareTo(Retention.SHORTEST) < 0 || ttl.compareTo(Retention.LONGEST) > 0) {
            throw Rejection.invalid("messageTtl", "must be 1 second to 365 days");
        }
        if (!Retention.hasWholeMilliseconds(ttl)) {
            throw Rejection.invalid("messageTtl", "must have whole milliseconds");
        }
    }

    private static void requireExpiry(@Nullable Instant expiresAt, Instant now) {
        if (expiresAt == null) {
            return;
        }
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(Retention.LONGEST))) {
            throw Rejection.invalid("expiresAt", "must be in the future, at most 365 days ahead");
        }
        if (!expiresAt.equals(expiresAt.truncatedTo(ChronoUnit.MILLIS))) {
            throw Rejection.invalid("expiresAt", "must have whole milliseconds");
        }
    }
}
