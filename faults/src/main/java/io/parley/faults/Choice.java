package io.parley.faults;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.LaneId;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * For what a fault is: all that is not null must hold.
 *
 * @param chat the chat
 * @param lane the lane's number
 * @param sequence the message's number
 * @param every one of how many lanes
 */
record Choice(
        @Nullable ChatId chat,
        @Nullable Integer lane,
        @Nullable Long sequence,
        @Nullable Integer every) {

    static final Choice ANY = new Choice(null, null, null, null);

    Choice {
        Fault.require(lane == null || lane >= 0, "lane must be 0 or more");
        Fault.require(sequence == null || sequence >= 1, "sequence must be 1 or more");
        Fault.require(every == null || every >= 1, "every must be 1 or more");
    }

    Choice ofChat(ChatId chosen) {
        return new Choice(chosen, lane, sequence, every);
    }

    Choice ofLane(int chosen) {
        return new Choice(chat, chosen, sequence, every);
    }

    Choice ofSequence(long chosen) {
        return new Choice(chat, lane, chosen, every);
    }

    Choice ofEvery(int chosen) {
        return new Choice(chat, lane, sequence, chosen);
    }

    boolean takes(Subject subject) {
        return (chat == null || chat.equals(subject.chat()))
                && (lane == null || lane.equals(subject.lane()))
                && (sequence == null || sequence.equals(subject.sequence()))
                && (every == null || isOneOf(every, subject));
    }

    /** The same lanes on every node and after every start, and for whoever reckons with the ids from outside. */
    private static boolean isOneOf(int lanes, Subject subject) {
        if (subject.chat() == null || subject.lane() == null) {
            return false;
        }
        CRC32 sum = new CRC32();
        sum.update(new LaneId(subject.chat(), subject.lane()).toString().getBytes(StandardCharsets.UTF_8));
        return sum.getValue() % lanes == 0;
    }
}
