package io.parley.api.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.GroupEvent;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.mailbox.Addressees;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.session.SessionEvent.SessionClosed;
import java.time.Duration;
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
final class LiveFeed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);

    /** Longer than a request is on its way from its authentication to its stream. */
    private static final Duration CLOSED_SESSIONS_KEPT = Duration.ofMinutes(2);

    private static final int MOST_CLOSED_SESSIONS = 100_000;

    private final EventTail tail;
    private final StreamRegistry streams;
    private final Frames frames;
    private final HeardMessages messages;
    private final Rosters rosters;
    private final GroupReceipts receipts;
    private final Cache<DeviceId, Boolean> closedSessions = Caffeine.newBuilder()
            .expireAfterWrite(CLOSED_SESSIONS_KEPT)
            .maximumSize(MOST_CLOSED_SESSIONS)
            .build();
    private final Set<OpenStream> given = new HashSet<>(); // of the follower's thread
    private volatile long position;
    private volatile EventTail.@Nullable Subscription subscription;

    LiveFeed(
            EventTail tail,
            StreamRegistry streams,
            Frames frames,
            HeardMessages messages,
            Rosters rosters,
            GroupReceipts receipts) {
        this.tail = tail;
        this.streams = streams;
        this.frames = frames;
        this.messages = messages;
        this.rosters = rosters;
        this.receipts = receipts;
    }

    /** Every event up to this position has been given to the streams that were registered, or is being given right now. */
    long position() {
        return position;
    }

    /** Whether the session was closed a short while ago. */
    boolean closedLately(DeviceId device) {
        return closedSessions.getIfPresent(device) != null;
    }

    private void hear(LoggedEvent logged) {
        position = logged.position();
        ParleyEvent event = logged.event();
        if (event instanceof SessionClosed closed) {
            closedSessions.put(closed.deviceId(), true);
            endStreamsOf(closed);
            return;
        }
        remember(logged);
        if (event instanceof ReceiptAdvanced advanced && advanced.audience() instanceof Audience.Group) {
            gather(advanced, logged.position());
            return;
        }
        List<OpenStream> open = streams.of(addressees(logged));
        if (!open.isEmpty()) {
            push(logged, open);
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

    private void endStreamsOf(SessionClosed closed) {
        for (OpenStream stream : streams.of(List.of(closed.userId()))) {
            if (stream.caller().deviceId().equals(closed.deviceId())) {
                stream.end();
            }
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
            return addressees instanceof Addressees.Lane lane && wanted
                    ? rosters.brought(lane, logged.position())
                    : List.of();
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
        streams.forEach(stream -> stream.missed(Cut.UNREADABLE));
    }

    /** If the event cannot be read now, the streams must not go on as if it had not been: they read it again. */
    private void push(LoggedEvent logged, List<OpenStream> open) {
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
