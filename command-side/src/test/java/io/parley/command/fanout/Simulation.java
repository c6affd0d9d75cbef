package io.parley.command.fanout;

import static io.parley.command.fake.Crowd.group;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.message;

import io.parley.command.chat.Chat;
import io.parley.command.chat.RetentionPolicy;
import io.parley.command.fake.CommandSide;
import io.parley.command.fake.FakeAccounts;
import io.parley.command.fake.FakeBlocks;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeDeadlines;
import io.parley.command.fake.FakeMedia;
import io.parley.command.fake.FakeMessageVault;
import io.parley.command.fake.FakePairs;
import io.parley.command.fake.FakeTitles;
import io.parley.command.message.MessageParser;
import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatCommand.AddMember;
import io.parley.contract.chat.ChatCommand.RemoveMember;
import io.parley.contract.fanout.FanOutCommand;
import io.parley.contract.fanout.FanOutCommand.RestartFanOut;
import io.parley.contract.fanout.FanOutEvent.FanOutAbandoned;
import io.parley.contract.fanout.FillAnswer;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.annotation.NoMoreInterceptors;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSaga;
import org.axonframework.modelling.saga.metamodel.AnnotationSagaMetaModelFactory;
import org.axonframework.modelling.saga.metamodel.SagaModel;
import org.jspecify.annotations.Nullable;
import org.mockito.Mockito;

/**
 * A group on the real aggregates and the real saga, in memory: the saga's processor takes one message when it is told to, what it
 * does becomes lasting at its end or not at all, and it can be killed after any command.
 */
final class Simulation {

    private static final SagaModel<FanOutSaga> SAGAS = new AnnotationSagaMetaModelFactory().modelOf(FanOutSaga.class);
    private static final FanOutObserver NOBODY = Mockito.mock(FanOutObserver.class);

    private final CommandSide commandSide = new CommandSide();
    private final BackOff backOff = new BackOff(Duration.ofMillis(1), Duration.ofMillis(1), 2, new Random(7));
    private final Map<Integer, Integer> failures = new HashMap<>();
    private final Lanes lanes;
    private final DeadlineManager deadlineManager;

    private final List<LaneDue> deadlines = new ArrayList<>();
    private final List<LaneDue> uncommitted = new ArrayList<>();
    private @Nullable FanOutSaga stored;
    private int processed;
    private long sent;
    private int commandsLeft = Integer.MAX_VALUE;

    Simulation(UserId... others) {
        FakeAccounts accounts = new FakeAccounts();
        FakeClock clock = new FakeClock(NOON);
        List.of(others).forEach(user -> accounts.storeCredentials(user, new Confidential("hash")));
        commandSide.handle(
                Chat.class,
                accounts,
                clock,
                new FakeTitles(),
                new FakeMessageVault(),
                new MessageParser(),
                new FakeMedia().attachments(),
                new FakeBlocks(),
                commandSide.sentMessages,
                new FakePairs(),
                new FakeDeadlines(),
                RetentionPolicy.NONE);
        commandSide.handle(Lane.class, clock);
        commandSide.given("Chat", CHAT.toString(), 0, group(others));
        CommandGateway gateway =
                Mockito.mock(CommandGateway.class, Mockito.withSettings().stubOnly());
        Mockito.when(gateway.send(Mockito.any())).thenAnswer(call -> give(call.getArgument(0)));
        lanes = new Lanes(gateway, Duration.ofSeconds(10), 16);
        deadlineManager =
                Mockito.mock(DeadlineManager.class, Mockito.withSettings().stubOnly());
        Mockito.when(deadlineManager.schedule(
                        Mockito.any(Duration.class), Mockito.eq(FanOutSaga.LANE_DUE), Mockito.any()))
                .thenAnswer(call -> {
                    uncommitted.add(call.getArgument(2));
                    return "deadline";
                });
    }

    List<LoggedEvent> log() {
        return commandSide.log.events();
    }

    void send(UserId sender) {
        sent++;
        commandSide.send(new SendMessage(CHAT, message(sent), sender, new Confidential("text"), null));
    }

    void add(UserId user) {
        commandSide.send(new AddMember(CHAT, ALICE, user, null));
    }

    void remove(UserId user, UserId by) {
        commandSide.send(new RemoveMember(CHAT, by, user));
    }

    /** The next so many commands to a lane will fail. */
    void fail(int lane, int times) {
        failures.put(lane, times);
    }

    /** The processor will be killed after so many commands more. */
    void crashAfter(int commands) {
        commandsLeft = commands;
    }

    /** The processor takes the next message. */
    boolean process() {
        return process(1);
    }

    /** The processor takes the next messages, so many at most, in one unit of work; if it is killed it takes them again. */
    boolean process(int most) {
        List<LoggedEvent> batch = log().stream()
                .filter(logged -> logged.event() instanceof MessageSent)
                .skip(processed)
                .limit(most)
                .toList();
        if (batch.isEmpty()) {
            return false;
        }
        FanOutSaga before = stored;
        commit(() -> {
            stored = before;
            if (before == null) {
                batch.forEach(next -> lanes.giveAhead((MessageSent) next.event(), next.position()));
            }
            batch.forEach(this::hear);
        });
        processed += batch.size();
        return true;
    }

    private void hear(LoggedEvent next) {
        var token = new GlobalSequenceTrackingToken(next.position());
        run(
                stored == null ? new FanOutSaga() : stored,
                saga -> saga.on((MessageSent) next.event(), token, lanes, backOff, NOBODY, deadlineManager));
    }

    /** One of the deadlines fires. */
    boolean fire(int which) {
        if (deadlines.isEmpty()) {
            return false;
        }
        LaneDue due = deadlines.remove(which % deadlines.size());
        if (stored != null) {
            FanOutSaga before = stored;
            commit(() -> run(before, saga -> saga.on(due, lanes, backOff, NOBODY, deadlineManager)));
        }
        return true;
    }

    /** Lets all failures end, and all that waits come through. */
    void settle() {
        failures.clear();
        commandsLeft = Integer.MAX_VALUE;
        boolean busy = true;
        while (busy) {
            busy = process() | fire(0);
        }
        log().stream()
                .filter(logged -> logged.event() instanceof FanOutAbandoned)
                .map(logged -> (FanOutAbandoned) logged.event())
                .forEach(given -> commandSide.send(new RestartFanOut(given.laneId(), given.sequence())));
    }

    boolean isAtRest() {
        return stored == null;
    }

    /** Does all of it or nothing, again and again until it is not killed. */
    private void commit(Runnable work) {
        boolean killed = true;
        while (killed) {
            uncommitted.clear();
            UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
            try {
                work.run();
                killed = false;
            } catch (Killed again) {
                commandsLeft = Integer.MAX_VALUE;
            } finally {
                unitOfWork.rollback();
            }
        }
        deadlines.addAll(uncommitted);
        uncommitted.clear();
    }

    private void run(FanOutSaga begun, Consumer<FanOutSaga> step) {
        AnnotatedSaga<FanOutSaga> saga =
                new AnnotatedSaga<>("saga", Set.of(), copy(begun), SAGAS, NoMoreInterceptors.instance());
        saga.execute(step);
        stored = saga.isActive() ? saga.root() : null;
    }

    private CompletableFuture<FillAnswer> give(FanOutCommand command) {
        if (commandsLeft-- <= 0) {
            throw new Killed();
        }
        if (failures.merge(command.laneId().lane(), -1, Integer::sum) >= 0) {
            return CompletableFuture.failedFuture(new IllegalStateException("told to fail"));
        }
        return CompletableFuture.completedFuture(sendElsewhere(command));
    }

    /** As on the command bus's own thread: not as a part of the saga's unit of work. */
    private FillAnswer sendElsewhere(FanOutCommand command) {
        UnitOfWork<?> ours = CurrentUnitOfWork.get();
        CurrentUnitOfWork.clear(ours);
        try {
            return Objects.requireNonNull((FillAnswer) commandSide.send(command));
        } finally {
            CurrentUnitOfWork.set(ours);
        }
    }

    /** As if it had been stored and loaded. */
    private static FanOutSaga copy(FanOutSaga saga) {
        FanOutSaga copy = new FanOutSaga();
        try {
            for (Field field : FanOutSaga.class.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    Object value = field.get(saga);
                    field.set(copy, value instanceof TreeMap<?, ?> map ? new TreeMap<>(map) : value);
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        return copy;
    }

    /** The end of the process: nothing catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
