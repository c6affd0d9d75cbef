package io.parley.contract.presence;

import java.util.function.Consumer;

/** Carries to the other nodes who types, as it happens: to nobody who is not there just now. Some of it may be lost. */
public interface TypingFeed {

    /** Tells the other nodes. Neither blocks nor throws; drops what is too much. */
    void tell(Typing typing);

    /** Hears of the other nodes until closed, on a thread that is the feed's and should not be blocked. What is thrown is logged. */
    ActivityFeed.Subscription follow(Consumer<Typing> hearer);
}
