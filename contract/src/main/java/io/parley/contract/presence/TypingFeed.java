package io.parley.contract.presence;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.util.List;
import java.util.function.Consumer;

/** Tells the other nodes who types. It is kept nowhere, and what is lost is lost: it would be out of date in seconds. */
public interface TypingFeed {

    /** Tells the other nodes. Neither blocks nor throws; dropped when too much waits. */
    void tell(Typing typing);

    /** Hears of other nodes until closed, on a thread that is the feed's: should not block; what it throws is logged. */
    ActivityFeed.Subscription followTyping(Consumer<List<Typing>> hearer);

    /**
     * Somebody types.
     *
     * @param chatId in which chat
     * @param userId who
     */
    record Typing(ChatId chatId, UserId userId) {}
}
