package io.parley.api.testing;

import io.parley.contract.presence.ActivityFeed.Subscription;
import io.parley.contract.presence.TypingFeed;
import io.parley.contract.presence.TypingFeed.Typing;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Remembers what other nodes were told, and tells those who follow what a test says that happens at other nodes. */
public final class FakeTyping implements TypingFeed {

    private final List<Typing> told = new CopyOnWriteArrayList<>();
    private final List<Consumer<List<Typing>>> hearers = new CopyOnWriteArrayList<>();

    @Override
    public void tell(Typing typing) {
        told.add(typing);
    }

    @Override
    public Subscription followTyping(Consumer<List<Typing>> hearer) {
        hearers.add(hearer);
        return () -> hearers.remove(hearer);
    }

    /** What other nodes were told, in order. */
    public List<Typing> told() {
        return told;
    }

    /** Somebody types at another node. */
    public void elsewhere(Typing typing) {
        hearers.forEach(hearer -> hearer.accept(List.of(typing)));
    }
}
