package io.parley.contract.purge;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Knows which events destroyed something, and what was deleted outside the read tables after each. Blocking. */
public interface Deletions {

    /** The processor that writes this down, so that a reader can wait for it. */
    String PROCESSOR = "deletion";

    /**
     * What was destroyed in a chat, the latest first.
     *
     * @param below only at positions below
     * @param most how many at most, positive
     */
    List<Deletion> inChat(ChatId chatId, long below, int most);

    /** What was destroyed with an account. */
    List<Deletion> ofUser(UserId userId);

    /**
     * An event that destroyed something.
     *
     * @param position its position in the log
     * @param at when what follows it was done
     * @param deleted how many rows were deleted after it in which store
     */
    record Deletion(long position, Instant at, Map<String, Long> deleted) {

        /** The numbers are kept as they are now. */
        public Deletion {
            deleted = Map.copyOf(deleted);
        }
    }
}
