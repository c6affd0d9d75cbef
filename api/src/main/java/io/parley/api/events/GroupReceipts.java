package io.parley.api.events;

import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.Roster;
import io.parley.contract.chat.Spell;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * Receipts in groups, on their way to those whose messages they concern. A thousand readers would wake each sender a thousand times:
 * so marks wait a short while, of each member the latest, and then go out together, in one write per stream and group.
 *
 * <p>They concern those who sent one of the group's last messages, at or below the mark. Where that is not known, since this node has
 * not heard those messages, they go to all who are in the group. What waits when the node stops is dropped: receipts are state, and
 * a resume brings them.
 */
final class GroupReceipts {

    private final StreamProperties.Groups bounds;
    private final Supplier<Duration> gather;
    private final StreamRegistry streams;
    private final Frames frames;
    private final Scheduler timer;

    private final RecentSenders senders;
    private Map<ChatId, Waiting> waiting = new LinkedHashMap<>();
    private int marks;
    private boolean scheduled;

    /** Held while marks are given out, so that none is after it was said that their group is gone. */
    private final Object giving = new Object();

    private final LatelyEnded ended;

    /**
     * @param gather how long marks wait at present
     */
    GroupReceipts(
            StreamProperties.Groups bounds,
            Supplier<Duration> gather,
            StreamRegistry streams,
            Frames frames,
            LatelyEnded ended,
            Scheduler timer) {
        this.bounds = bounds;
        this.gather = gather;
        this.streams = streams;
        this.frames = frames;
        this.ended = ended;
        this.timer = timer;
        this.senders = new RecentSenders(bounds.receiptWindow(), bounds.receiptSenders());
    }

    /** Takes in a group's message. Each is to be told, in order. */
    synchronized void sent(MessageSent message) {
        senders.sent(message);
    }

    /** Who is no longer in a group hears nothing of it from now on. */
    synchronized void left(MemberRemoved removed) {
        senders.left(removed.chatId(), removed.userId());
        Waiting here = waiting.get(removed.chatId());
        if (here != null) {
            here.left(removed.userId());
        }
    }

    /** A group is gone, which {@link LatelyEnded} knows already: when this returns, nobody is told of its receipts any more. */
    void gone(ChatId chatId) {
        synchronized (this) {
            senders.forget(chatId);
            Waiting here = waiting.remove(chatId);
            marks -= here == null ? 0 : here.marks.size();
        }
        synchronized (giving) {
            // whoever gives has ended, or will look whether the group is gone
        }
    }

    /** Whether it is known who sent the group's last messages; if not, {@link #gather} needs to know who is in it. */
    synchronized boolean knows(ChatId chatId) {
        return senders.of(chatId) != null;
    }

    /**
     * Takes in marks, to be given out soon.
     *
     * @param roster who is in the group, if the senders of its last messages are not known
     */
    void gather(ReceiptAdvanced advanced, long position, @Nullable Roster roster) {
        if (wait(advanced, position, roster)) {
            giveOut();
        }
    }

    /** Answers whether as many wait as may. */
    private synchronized boolean wait(ReceiptAdvanced advanced, long position, @Nullable Roster roster) {
        ChatId chatId = advanced.chatId();
        Waiting here = waiting.computeIfAbsent(chatId, chat -> new Waiting(senders.of(chat)));
        if (roster != null && here.everybody == null) {
            here.everybody = listening(roster.members());
        }
        if (here.marks.put(advanced.userId(), new Marks(advanced, position)) == null) {
            marks++;
        }
        if (!scheduled) {
            scheduled = true;
            timer.schedule(this::due, gather.get().toNanos(), TimeUnit.NANOSECONDS);
        }
        return marks >= bounds.receiptsWaiting();
    }

    /** As if each had sent the first message. */
    private Map<UserId, Long> listening(Collection<Spell> members) {
        Map<UserId, Long> listening = new LinkedHashMap<>();
        for (Spell member : members) {
            if (!streams.of(List.of(member.userId())).isEmpty()) {
                listening.put(member.userId(), 1L);
            }
        }
        return listening;
    }

    private void due() {
        synchronized (this) {
            scheduled = false;
        }
        giveOut();
    }

    private void giveOut() {
        List<Round> rounds = new ArrayList<>();
        synchronized (this) {
            waiting.forEach((chatId, here) -> rounds.add(here.round(chatId)));
            waiting = new LinkedHashMap<>();
            marks = 0;
        }
        for (Round round : rounds) {
            synchronized (giving) {
                if (!ended.isGone(round.chatId)) {
                    give(round);
                }
            }
        }
    }

    private void give(Round round) {
        List<Frame> all = round.marks.stream()
                .map(each -> frames.receipt(each.advanced(), each.position()))
                .toList();
        Frame together = Frame.joined(all);
        round.concerned.forEach((user, first) -> {
            List<OpenStream> open = streams.of(List.of(user));
            if (!open.isEmpty()) {
                List<Frame> theirs = theirs(round.marks, all, user, first);
                Frame frame = theirs.size() == all.size() ? together : Frame.joined(theirs);
                if (!theirs.isEmpty()) {
                    open.forEach(stream -> stream.live(frame));
                }
            }
        });
    }

    private static List<Frame> theirs(List<Marks> marks, List<Frame> frames, UserId user, long first) {
        List<Frame> theirs = new ArrayList<>(frames.size());
        for (int i = 0; i < frames.size(); i++) {
            ReceiptAdvanced advanced = marks.get(i).advanced();
            if (!advanced.userId().equals(user) && advanced.delivered() >= first) {
                theirs.add(frames.get(i));
            }
        }
        return theirs;
    }

    /** Forgets everything: to be called when events may have been missed. */
    synchronized void clear() {
        senders.clear();
        waiting = new LinkedHashMap<>();
        marks = 0;
    }

    /** What waits in one group. */
    private static final class Waiting {

        private final RecentSenders.@Nullable Senders senders;
        private final Map<UserId, Marks> marks = new LinkedHashMap<>();
        private @Nullable Map<UserId, Long> everybody;

        Waiting(RecentSenders.@Nullable Senders senders) {
            this.senders = senders;
        }

        private void left(UserId userId) {
            if (senders != null) {
                senders.left(userId);
            }
            if (everybody != null) {
                everybody.remove(userId);
            }
        }

        private Round round(ChatId chatId) {
            if (everybody != null) {
                return new Round(chatId, List.copyOf(marks.values()), everybody);
            }
            return new Round(chatId, List.copyOf(marks.values()), senders == null ? Map.of() : senders.firsts());
        }
    }

    /** A member's latest marks. */
    private record Marks(ReceiptAdvanced advanced, long position) {}

    /** What goes out in one group, and to whom: by user, the number of the first message that concerns them. */
    private record Round(ChatId chatId, List<Marks> marks, Map<UserId, Long> concerned) {}
}
