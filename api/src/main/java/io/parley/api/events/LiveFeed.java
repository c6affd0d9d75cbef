package io.parley.api.events;

import io.parley.api.session.Caller;
import io.parley.api.session.OpenConnections;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.GroupEvent;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.fanout.FanOutEvent;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.mailbox.Addressees;
import io.parley.contract.message.MessageEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.trace.Span;
import io.parley.contract.trace.Tracing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The way of a live event from the log to the streams that are open here: one follower of the log, which looks up those to whom
 * the event is addressed, and encodes it once if any of them is here. What it hears of groups it remembers for what comes after.
 *
 * <p>It says that it has got to a position <em>before</em> it looks up the streams of the event there. Whoever registers a
 * stream first and reads the position then knows: every event above it will be given to the stream.
 */
final class LiveFeed implements OpenConnections, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);

    private final EventTail tail;
    private final StreamRegistry streams;
    private final Frames frames;
    private final HeardMessages messages;
    private final Rosters rosters;
    private final GroupReceipts receipts;
    private final LatelyEnded ended;
    private final Tracing tracing;
    private final EndedSessions endedSessions;
    private final Set<OpenStream> given = new HashSet<>(); // of the follower's thread
    private volatile long position;
    private volatile EventTail.@Nullable Subscription subscription;

    LiveFeed(
            EventTail tail,
            StreamRegistry streams,
            Frames frames,
            HeardMessages messages,
            Rosters rosters,
            GroupReceipts receipts,
            LatelyEnded ended,
            Tracing tracing) {
        this.tail = tail;
        this.streams = streams;
        this.frames = frames;
        this.messages = messages;
        this.rosters = rosters;
        this.receipts = receipts;
        this.ended = ended;
        this.tracing = tracing;
        this.endedSessions = new EndedSessions(streams);
    }

    /** Every event up to this position has been given to the streams that were registered, or is being given right now. */
    long position() {
        return position;
    }

    /** Whether the caller's session was closed, or the account erased, a short while ago. */
    boolean endedLately(Caller caller) {
        return endedSessions.contain(caller);
    }

    @Override
    public void end(Caller session) {
        endedSessions.end(session);
    }

    private void hear(LoggedEvent logged) {
        position = logged.position();
        ParleyEvent event = logged.event();
        if (endedSessions.hear(event) || comesAfterTheEnd(event)) {
            return;
        }
        boolean ends = ended.note(event);
        remember(logged);
        if (event instanceof ReceiptAdvanced advanced && advanced.audience() instanceof Audience.Group) {
            gather(advanced, logged.position());
            return;
        }
        List<OpenStream> open = streams.of(addressees(logged));
        if (ends) {
            forget(event, open);
        }
        if (!open.isEmpty()) {
            push(logged, open);
        }
    }

    /** What was on its way when its chat went: nobody hears of that chat any more. A resume may have read of the end first. */
    private boolean comesAfterTheEnd(ParleyEvent event) {
        ChatId chatId = chatOf(event);
        return chatId != null && !(event instanceof ChatGone) && ended.isGone(chatId);
    }

    private static @Nullable ChatId chatOf(ParleyEvent event) {
        if (event instanceof ChatEvent chat) {
            return chat.chatId();
        }
        if (event instanceof MessageEvent message) {
            return message.chatId();
        }
        if (event instanceof FanOutEvent fanOut) {
            return fanOut.chatId();
        }
        return event instanceof ReceiptAdvanced advanced ? advanced.chatId() : null;
    }

    /** Whatever is left of a text that came to its end: encoded for the lanes that wait, or waiting for clients that are slow. */
    private void forget(ParleyEvent event, List<OpenStream> open) {
        frames.forget(event);
        open.forEach(OpenStream::forget);
        if (event instanceof ChatGone gone) {
            rosters.forget(gone.chatId());
            receipts.gone(gone.chatId());
        }
    }

    private void remember(LoggedEvent logged) {
        messages.heard(logged);
        if (logged.event() instanceof MessageSent sent && sent.audience() instanceof Audience.Group) {
            receipts.sent(sent);
        } else if (logged.event() instanceof MemberRemoved removed) {
            receipts.left(removed);
        }
    }

    private void gather(ReceiptAdvanced advanced, long at) {
        if (streams.size() == 0) {
            return;
        }
        try {
            boolean known = receipts.knows(advanced.chatId());
            receipts.gather(advanced, at, known ? null : rosters.at(advanced.chatId(), at));
        } catch (RuntimeException e) {
            missedByAll(at, e);
        }
    }

    private List<UserId> addressees(LoggedEvent logged) {
        ParleyEvent event = logged.event();
        if (event instanceof ReceiptAdvanced advanced && advanced.audience() instanceof Audience.Pair pair) {
            return List.of(pair.other(advanced.userId()));
        }
        Addressees addressees = Addressees.of(event);
        if (addressees instanceof Addressees.Users users) {
            return users.users();
        }
        return addressees instanceof Addressees.Nobody ? List.of() : inGroup(logged, addressees);
    }

    /** If it cannot be found out whom an event is for, no stream must go on as if it had not been. */
    private List<UserId> inGroup(LoggedEvent logged, Addressees addressees) {
        boolean wanted = streams.size() > 0;
        try {
            if (logged.event() instanceof GroupEvent event) {
                return rosters.hear(event, logged.position(), wanted);
            }
            if (!wanted) {
                return List.of();
            }
            if (addressees instanceof Addressees.Members members) {
                return rosters.everybody(members.chatId(), logged.position());
            }
            return addressees instanceof Addressees.Lane lane ? rosters.brought(lane, logged.position()) : List.of();
        } catch (RuntimeException e) {
            missedByAll(logged.position(), e);
            return List.of();
        }
    }

    private void missedByAll(long at, RuntimeException e) {
        log.warn(
                "It could not be found out whom the event at position {} is for ({}); all streams read it again",
                at,
                e.getClass().getSimpleName());
        rosters.clear();
        streams.forEach(stream -> {
            stream.forget(); // it may have been the end of what waits there
            stream.missed(Cut.UNREADABLE);
        });
    }

    private Span begin(LoggedEvent logged, int streams) {
        return logged.traceParent() == null
                ? Span.NOT_RECORDED
                : tracing.under(
                                logged.traceParent(),
                                "push " + logged.event().getClass().getSimpleName())
                        .tag("parley.streams", streams);
    }

    /** If the event cannot be read now, the streams must not go on as if it had not been: they read it again. */
    private void push(LoggedEvent logged, List<OpenStream> open) {
        Span span = begin(logged, open.size());
        try {
            List<Frame> encoded = frames.live(logged);
            given.addAll(open);
            for (OpenStream stream : open) {
                encoded.forEach(stream::liveSoon);
            }
        } catch (RuntimeException e) {
            log.warn(
                    "The event at position {} could not be pushed ({}); {} streams read it again",
                    logged.position(),
                    e.getClass().getSimpleName(),
                    open.size());
            open.forEach(stream -> stream.missed(Cut.UNREADABLE));
            span.fail(e.getClass().getSimpleName());
        } finally {
            span.end();
        }
    }

    /** What a stream was given by several events in a row goes in one write. */
    private void writeGiven() {
        given.forEach(OpenStream::write);
        given.clear();
    }

    /** Begins at the log's head: what came before is the mailbox's. */
    @Override
    public void start() {
        rosters.clear();
        receipts.clear();
        long head = tail.head();
        position = head;
        subscription = tail.follow("streams", head, this::hear, this::writeGiven);
    }

    @Override
    public void stop() {
        EventTail.Subscription current = subscription;
        subscription = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }

    /** Starts before the web server and stops after it. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }
}
