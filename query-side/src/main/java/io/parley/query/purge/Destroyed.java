package io.parley.query.purge;

import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.id.KeyId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import io.parley.contract.purge.PurgeCertificate;
import io.parley.contract.purge.PurgeCertificate.By;
import io.parley.contract.purge.PurgeCertificate.Kind;
import io.parley.contract.user.UserEvent.UserErased;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an event destroyed.
 *
 * @param ranges the messages, in order; of a whole chat all that ever were in it
 * @param keys the keys; of some messages one each, in the order of the messages
 * @param whole whether all that there was went, and not just some messages
 */
record Destroyed(
        Kind kind,
        long position,
        Instant at,
        By by,
        String rule,
        List<SequenceRange> ranges,
        List<KeyId> keys,
        boolean whole) {

    /** Reads an event; nothing if it destroys nothing. */
    static Optional<Destroyed> by(LoggedEvent logged) {
        long position = logged.position();
        if (logged.event() instanceof MessageRetracted event) {
            return Optional.of(retraction(position, event));
        }
        if (logged.event() instanceof MessagesExpired event) {
            return Optional.of(expiry(position, event));
        }
        if (logged.event() instanceof ChatGone event) {
            return Optional.of(wholeChat(position, event));
        }
        return logged.event() instanceof UserErased event ? Optional.of(erasure(position, event)) : Optional.empty();
    }

    private static Destroyed retraction(long position, MessageRetracted event) {
        return new Destroyed(
                Kind.RETRACTION,
                position,
                event.retractedAt(),
                new By(event.retractedBy()),
                PurgeCertificate.ON_REQUEST,
                List.of(new SequenceRange(event.sequence(), event.sequence())),
                List.of(event.key()),
                false);
    }

    /** The rule that the event records: the messages' own end, or the server's maximum that came before it. */
    private static Destroyed expiry(long position, MessagesExpired event) {
        String rule =
                event.queue() == MessagesExpired.NO_QUEUE ? PurgeCertificate.LONGEST_TTL : PurgeCertificate.MESSAGE_TTL;
        return new Destroyed(
                Kind.EXPIRY, position, event.expiredAt(), By.TIME, rule, event.ranges(), event.keys(), false);
    }

    private static Destroyed wholeChat(long position, ChatGone event) {
        List<SequenceRange> all =
                event.lastSequence() == 0 ? List.of() : List.of(new SequenceRange(1, event.lastSequence()));
        if (event instanceof ChatPurged purged) {
            By by = new By(purged.purgedBy());
            String rule = PurgeCertificate.ON_REQUEST;
            return new Destroyed(Kind.PURGE, position, purged.goneAt(), by, rule, all, purged.keys(), true);
        }
        ChatExpired expired = (ChatExpired) event;
        String rule = PurgeCertificate.EXPIRES_AT;
        return new Destroyed(Kind.EXPIRY, position, expired.goneAt(), By.TIME, rule, all, expired.keys(), true);
    }

    private static Destroyed erasure(long position, UserErased event) {
        By by = new By(event.userId());
        String rule = PurgeCertificate.ON_REQUEST;
        return new Destroyed(Kind.ERASURE, position, event.erasedAt(), by, rule, List.of(), event.keys(), true);
    }

    /** The same with other messages and their keys. */
    Destroyed with(List<SequenceRange> otherRanges, List<KeyId> otherKeys) {
        return new Destroyed(kind, position, at, by, rule, otherRanges, otherKeys, whole);
    }
}
