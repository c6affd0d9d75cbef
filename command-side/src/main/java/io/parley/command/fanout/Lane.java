package io.parley.command.fanout;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.command.Moments;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.FanOutCommand;
import io.parley.contract.fanout.FanOutCommand.AbandonFanOut;
import io.parley.contract.fanout.FanOutCommand.FillMailboxes;
import io.parley.contract.fanout.FanOutCommand.RestartFanOut;
import io.parley.contract.fanout.FanOutEvent;
import io.parley.contract.fanout.FanOutEvent.FanOutAbandoned;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.fanout.FillAnswer;
import io.parley.contract.fanout.FillAnswer.Outcome;
import io.parley.contract.id.LaneId;
import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

/**
 * Some of a group's members, to whom messages are brought together and in order: n+1 never before n, and none twice, whatever is
 * tried again and by whom. It knows no more than how far it has got, so that it stays small however large the group's history.
 */
@AggregateRoot
@Revision("1")
public class Lane {

    /** How many messages that were given up can be started again; the oldest are forgotten first, history has them all. */
    static final int MOST_ABANDONED = 1_000;

    @AggregateIdentifier
    private LaneId laneId;

    /** The sequence up to which all messages were brought or given up. */
    private long passed;

    /** The positions of the messages that were given up, by sequence; not final, so that a snapshot can be read back into it. */
    @SuppressWarnings("FieldMayBeFinal")
    private LinkedHashMap<Long, Long> abandoned = new LinkedHashMap<>();

    /** How often they had been tried; beside the positions, so that snapshots from before tries were counted can be read. */
    @SuppressWarnings("FieldMayBeFinal")
    private HashMap<Long, Integer> tries = new HashMap<>();

    /** Before the first message. */
    @SuppressWarnings("NullAway.Init")
    protected Lane() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    FillAnswer fill(FillMailboxes command, Clock clock) {
        return next(
                command,
                command.begins(),
                new MailboxesFilled(
                        command.laneId().chatId(),
                        command.laneId().lane(),
                        command.sequence(),
                        command.messagePosition(),
                        false,
                        command.tries(),
                        Moments.now(clock)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    FillAnswer abandon(AbandonFanOut command, Clock clock) {
        return next(
                command,
                command.begins(),
                new FanOutAbandoned(
                        command.laneId().chatId(),
                        command.laneId().lane(),
                        command.sequence(),
                        command.messagePosition(),
                        command.tries(),
                        Moments.now(clock)));
    }

    /** A lane that has not begun stands where it begins. */
    private FillAnswer next(FanOutCommand command, long begins, FanOutEvent event) {
        long before = Math.max(passed, begins);
        if (command.sequence() <= before) {
            return new FillAnswer(Outcome.PASSED);
        }
        if (command.sequence() > before + 1) {
            return new FillAnswer(Outcome.TOO_EARLY);
        }
        apply(event);
        return new FillAnswer(Outcome.DONE);
    }

    @CommandHandler
    void restart(RestartFanOut command, Clock clock) {
        Long position = abandoned.get(command.sequence());
        if (position == null) {
            throw new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "Nothing was given up there.");
        }
        apply(new MailboxesFilled(
                laneId.chatId(),
                laneId.lane(),
                command.sequence(),
                position,
                true,
                tries.getOrDefault(command.sequence(), 0) + 1,
                Moments.now(clock)));
    }

    @EventSourcingHandler
    void on(MailboxesFilled event) {
        laneId = event.laneId();
        passed = Math.max(passed, event.sequence());
        abandoned.remove(event.sequence());
        tries.remove(event.sequence());
    }

    @EventSourcingHandler
    void on(FanOutAbandoned event) {
        laneId = event.laneId();
        passed = event.sequence();
        if (abandoned.size() >= MOST_ABANDONED) {
            Iterator<Long> eldestFirst = abandoned.keySet().iterator();
            tries.remove(eldestFirst.next());
            eldestFirst.remove();
        }
        abandoned.put(event.sequence(), event.messagePosition());
        tries.put(event.sequence(), event.tries());
    }
}
