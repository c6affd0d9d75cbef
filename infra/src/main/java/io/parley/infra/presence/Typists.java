package io.parley.infra.presence;

import io.parley.contract.presence.ActivityFeed.Subscription;
import io.parley.contract.presence.TypingFeed;
import java.util.List;
import java.util.function.Consumer;

/** Tells and hears who types, by the same notifications as what devices do. */
final class Typists implements TypingFeed {

    private final FeedSender others;
    private final NotifiedFeed feed;

    Typists(FeedSender others, NotifiedFeed feed) {
        this.others = others;
        this.feed = feed;
    }

    @Override
    public void tell(Typing typing) {
        others.tell(typing);
    }

    @Override
    public Subscription followTyping(Consumer<List<Typing>> hearer) {
        return feed.followTyping(hearer);
    }
}
