package io.parley.command.fanout;

import io.parley.command.fanout.Lanes.Result;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.fanout.FanOutCommand.AbandonFanOut;
import io.parley.contract.fanout.FanOutCommand.FillMailboxes;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.LaneId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Revision;

/**
 * Brings a group's messages to its lanes. As a rule all lanes take a message at once, and the saga ends in the handler in which it
 * began: it writes nothing. If a lane fails, the saga lives on for the chat, with one deadline for each such lane: the other lanes
 * go on with what is sent meanwhile, and what the lane misses waits here, in order, until it is brought or given up.
 */
@Revision("1")
public class FanOutSaga {

    /** Its event processor, and its processing group. */
    public static final String PROCESSOR = "fan-out";

    /** By what property of an event its saga is found. */
    public static final String CHAT = "chatId";

    static final String LANE_DUE = "lane-due";

    /** How many messages a lane is given by one deadline; if more wait, the next one comes at once. */
    static final int MOST_AT_ONCE = 100;

    /** The positions of the messages for which some lane waits, by sequence. */
    private final TreeMap<Long, Long> waiting = new TreeMap<>();

    /** The lanes that wait, by number. */
    private final TreeMap<Integer, Arrears> arrears = new TreeMap<>();

    /** The group; null before the first message. */
    @SuppressWarnings("NullAway.Init")
    private ChatId chatId;

    /** For the saga's repository. */
    public FanOutSaga() {}

    /** Gives a message to all lanes but those that wait. */
    @StartSaga
    @SagaEventHandler(associationProperty = CHAT)
    public void on(
            MessageSent event,
            TrackingToken token,
            Lanes lanes,
            BackOff backOff,
            FanOutObserver observer,
            DeadlineManager deadlines) {
        if (!(event.audience() instanceof Audience.Group audience)) {
            SagaLifecycle.end();
            return;
        }
        chatId = event.chatId();
        long position = token.position().orElseThrow();
        waiting.merge(event.sequence(), position, Math::max);
        List<FillMailboxes> fills = Lanes.fills(event, audience, position).stream()
                .filter(fill -> !arrears.containsKey(fill.laneId().lane()))
                .toList();
        List<Result> results = lanes.give(fills);
        boolean all = arrears.isEmpty();
        for (int i = 0; i < fills.size(); i++) {
            if (results.get(i) != Result.PASSED) {
                all = false;
                await(fills.get(i), results.get(i), backOff, deadlines);
            }
        }
        if (all) {
            observer.completed();
        }
        settle();
    }

    /** What waits in a chat that is gone has nowhere to go and nothing to say. */
    @EndSaga
    @SagaEventHandler(associationProperty = CHAT)
    public void on(ChatGone event) {
        waiting.clear();
        arrears.clear();
    }

    private void await(FillMailboxes fill, Result result, BackOff backOff, DeadlineManager deadlines) {
        Arrears lane = new Arrears(fill.sequence(), fill.begins(), 0, 0);
        schedule(fill.laneId().lane(), result == Result.FAILED ? lane.failed() : lane, backOff, deadlines);
    }

    private void schedule(int lane, Arrears waits, BackOff backOff, DeadlineManager deadlines) {
        schedule(lane, waits, backOff.after(waits.tries()), deadlines);
    }

    private void schedule(int lane, Arrears waits, Duration pause, DeadlineManager deadlines) {
        Arrears next = waits.nextRound();
        arrears.put(lane, next);
        deadlines.schedule(pause, LANE_DUE, new LaneDue(lane, next.round()));
    }

    /** Gives a lane what waits for it, in order. */
    @DeadlineHandler(deadlineName = LANE_DUE)
    public void on(LaneDue due, Lanes lanes, BackOff backOff, FanOutObserver observer, DeadlineManager deadlines) {
        Arrears waits = arrears.get(due.lane());
        if (waits == null || waits.round() != due.round()) {
            return;
        }
        observer.retried();
        List<FillMailboxes> fills = fills(due.lane(), waits);
        List<Result> results = lanes.give(fills);
        int passed = 0;
        while (passed < results.size() && results.get(passed) == Result.PASSED) {
            passed++;
        }
        if (passed == fills.size()) {
            goOn(due.lane(), waits, fills, deadlines);
        } else {
            tryAgain(
                    due.lane(),
                    waits.at(fills.get(passed).sequence()),
                    results.get(passed),
                    lanes,
                    backOff,
                    observer,
                    deadlines);
        }
        settle();
    }

    private List<FillMailboxes> fills(int lane, Arrears waits) {
        return waiting.tailMap(waits.next()).entrySet().stream()
                .limit(MOST_AT_ONCE)
                .map(message -> new FillMailboxes(
                        new LaneId(chatId, lane),
                        message.getKey(),
                        message.getValue(),
                        waits.begins(),
                        waits.at(message.getKey()).tries() + 1))
                .toList();
    }

    private void goOn(int lane, Arrears waits, List<FillMailboxes> done, DeadlineManager deadlines) {
        Long next = done.isEmpty()
                ? null
                : waiting.higherKey(done.get(done.size() - 1).sequence());
        if (next == null) {
            arrears.remove(lane);
        } else {
            schedule(lane, waits.at(next), Duration.ZERO, deadlines);
        }
    }

    /** What the platform could not take, or what came too early, is no try of the message's. */
    private void tryAgain(
            int lane,
            Arrears waits,
            Result result,
            Lanes lanes,
            BackOff backOff,
            FanOutObserver observer,
            DeadlineManager deadlines) {
        Arrears tried = result == Result.FAILED ? waits.failed() : waits;
        if (!backOff.isOver(tried.tries()) || !abandon(lane, tried, lanes)) {
            schedule(lane, tried, backOff, deadlines);
            return;
        }
        observer.abandoned();
        Long next = waiting.higherKey(tried.next());
        if (next == null) {
            arrears.remove(lane);
        } else {
            schedule(lane, tried.at(next), Duration.ZERO, deadlines);
        }
    }

    private boolean abandon(int lane, Arrears waits, Lanes lanes) {
        Long position = waiting.get(waits.next());
        if (position == null) {
            return false;
        }
        AbandonFanOut command =
                new AbandonFanOut(new LaneId(chatId, lane), waits.next(), position, waits.begins(), waits.tries());
        return lanes.give(List.of(command)).get(0) == Result.PASSED;
    }

    /** How often a message was tried and failed, by lane; the lanes that have it, or where it waits behind another, are left out. */
    public Map<Integer, Integer> tries(long sequence) {
        return arrears.entrySet().stream()
                .filter(lane -> lane.getValue().next() == sequence)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, lane -> lane.getValue().tries()));
    }

    /** Forgets what no lane waits for; without any that waits the saga is done. */
    private void settle() {
        if (arrears.isEmpty()) {
            SagaLifecycle.end();
            return;
        }
        long oldest = arrears.values().stream().mapToLong(Arrears::next).min().orElseThrow();
        waiting.headMap(oldest).clear();
    }
}
