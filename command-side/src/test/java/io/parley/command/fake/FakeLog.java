package io.parley.command.fake;

import io.parley.command.receipt.ChatFacts;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.MembershipEvent;
import io.parley.contract.chat.Roster;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A log in memory, with its tail and what it says of chats. Followers hear of events at once, or when told to. */
public final class FakeLog implements EventTail, ChatFacts {

    private static final UUID EPOCH = UUID.fromString("00000000-0000-0000-0000-00000000e90c");

    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<Follower> followers = new ArrayList<>();
    private boolean lagging;
    private int loads;
    private int heads;
    private Runnable beforeHead = () -> {};
    private Runnable afterLoad = () -> {};

    /** Commits an event. */
    public synchronized void append(ParleyEvent event) {
        events.add(new LoggedEvent(events.size() + 1L, Instant.EPOCH, event));
        if (!lagging) {
            catchUp();
        }
    }

    /** All that was committed, in order of position. */
    public synchronized List<LoggedEvent> events() {
        return List.copyOf(events);
    }

    /** Commits an event that no follower can hear: they pass over it. */
    public synchronized void appendUnheard(ParleyEvent event) {
        events.add(new LoggedEvent(events.size() + 1L, Instant.EPOCH, event));
        followers.forEach(follower -> follower.heard = events.size());
    }

    /** From now on followers hear of nothing until {@link #catchUp()}. */
    public synchronized void lag() {
        lagging = true;
    }

    /** Followers hear of everything. */
    public synchronized void catchUp() {
        lagging = false;
        followers.forEach(Follower::catchUp);
    }

    /** Something that happens whenever somebody asks for the head. */
    public synchronized void beforeHead(Runnable action) {
        beforeHead = action;
    }

    /** Something that happens between the reading of chats and the answer. */
    public synchronized void afterLoad(Runnable action) {
        afterLoad = action;
    }

    /** How often chats were loaded. */
    public synchronized int loads() {
        return loads;
    }

    /** How often the head was asked for. */
    public synchronized int heads() {
        return heads;
    }

    /** How many follow the tail. */
    public synchronized int followers() {
        return followers.size();
    }

    @Override
    public UUID epoch() {
        return EPOCH;
    }

    @Override
    public synchronized long head() {
        heads++;
        beforeHead.run();
        return events.size();
    }

    @Override
    public synchronized Subscription follow(String name, long after, Consumer<LoggedEvent> consumer) {
        Follower follower = new Follower((int) after, consumer);
        followers.add(follower);
        return follower;
    }

    @Override
    public synchronized Map<ChatId, Facts> load(Set<ChatId> chatIds) {
        loads++;
        Map<ChatId, Facts> facts = new HashMap<>();
        Map<ChatId, Roster> rosters = new HashMap<>();
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof DirectChatOpened opened) {
                facts.put(opened.chatId(), Facts.of(opened.audience(), 0));
            } else if (logged.event() instanceof MessageSent sent && sent.audience() instanceof Audience.Pair pair) {
                facts.put(sent.chatId(), Facts.of(pair, sent.sequence()));
            } else if (logged.event() instanceof MembershipEvent membership) {
                Roster roster = rosters.computeIfAbsent(membership.chatId(), id -> new Roster());
                roster.apply(membership, logged.position());
                facts.compute(
                        membership.chatId(),
                        (id, known) -> new Facts(
                                Members.ofGroup(roster.version(), roster.users()),
                                known == null ? 0 : known.lastSequence()));
            } else if (logged.event() instanceof MessageSent sent) {
                facts.computeIfPresent(sent.chatId(), (id, known) -> new Facts(known.members(), sent.sequence()));
            } else if (logged.event() instanceof ChatGone gone) {
                facts.computeIfPresent(gone.chatId(), (id, known) -> known.gone());
            }
        }
        facts.keySet().retainAll(chatIds);
        afterLoad.run();
        return facts;
    }

    private final class Follower implements Subscription {

        private final Consumer<LoggedEvent> consumer;
        private int heard;

        Follower(int heard, Consumer<LoggedEvent> consumer) {
            this.heard = heard;
            this.consumer = consumer;
        }

        void catchUp() {
            while (heard < events.size()) {
                consumer.accept(events.get(heard++));
            }
        }

        @Override
        public long position() {
            return heard;
        }

        @Override
        public void close() {
            synchronized (FakeLog.this) {
                followers.remove(this);
            }
        }
    }
}
