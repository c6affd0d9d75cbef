package io.parley.api.testing;

import io.parley.contract.ParleyCommand;
import io.parley.contract.ParleyQuery;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the edge, with switches: tests let any kind of command or query fail or hang, and see what the edge sent.
 */
public final class Behind implements AutoCloseable {

    private final FakeTail tail = new FakeTail();
    private final FakeDeadLetters deadLetters;
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final Map<Class<?>, Supplier<? extends RuntimeException>> failures = new ConcurrentHashMap<>();
    private final Map<Class<?>, Runnable> actions = new ConcurrentHashMap<>();
    private final Set<String> abandoned = ConcurrentHashMap.newKeySet();
    private final List<ParleyQuery<?>> asked = new CopyOnWriteArrayList<>();
    private final QueryBus queryBus = SimpleQueryBus.builder().build();
    private final FakePlatform platform;
    private final FakeCommandBus commandBus;

    /** A platform with nobody on it. */
    public Behind(Clock clock) {
        deadLetters = new FakeDeadLetters(clock);
        platform = new FakePlatform(clock, tail, deadLetters);
        commandBus = new FakeCommandBus(executor, tail, this::handle);
        QueryKinds.ALL.forEach(kind -> QueryKinds.subscribe(queryBus, kind, this::answer));
    }

    /** Lets every command or query of a kind fail, until {@link #mend()}. */
    public void fail(Class<?> kind, Supplier<? extends RuntimeException> failure) {
        failures.put(kind, failure);
    }

    /** Lets something happen before every command or query of a kind, until {@link #mend()}. */
    public void before(Class<?> kind, Runnable action) {
        actions.put(kind, action);
    }

    /** Everything works again, and what was sent is forgotten. */
    public void mend() {
        failures.clear();
        actions.clear();
        commandBus.received().clear();
        asked.clear();
        abandoned.clear();
    }

    /** The last command, with its metadata. */
    public CommandMessage<?> lastCommand() {
        return commandBus.received().get(commandBus.received().size() - 1);
    }

    /** The message in which a command came. */
    public CommandMessage<?> messageOf(ParleyCommand command) {
        return commandBus.received().stream()
                .filter(message -> message.getPayload() == command)
                .findFirst()
                .orElseThrow();
    }

    /** The commands of a kind, in order. */
    public <C extends ParleyCommand> List<C> commands(Class<C> kind) {
        return commandBus.received().stream()
                .map(CommandMessage::getPayload)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The last query of a kind. */
    public <Q extends ParleyQuery<?>> Q lastQuery(Class<Q> kind) {
        List<Q> ofKind = asked.stream().filter(kind::isInstance).map(kind::cast).toList();
        return ofKind.get(ofKind.size() - 1);
    }

    /** The commands whose callers have gone, by the identifiers of their messages. */
    public Set<String> abandoned() {
        return abandoned;
    }

    /** The log behind it. */
    public FakeTail tail() {
        return tail;
    }

    /** The events that are held back. */
    FakeDeadLetters deadLetters() {
        return deadLetters;
    }

    CommandBus commandBus() {
        return commandBus;
    }

    QueryBus queryBus() {
        return queryBus;
    }

    private @Nullable Object handle(ParleyCommand command) {
        failIfToldTo(command.getClass());
        return platform.handle(command);
    }

    private CompletableFuture<Object> answer(ParleyQuery<?> query) {
        asked.add(query);
        return CompletableFuture.supplyAsync(
                () -> {
                    failIfToldTo(query.getClass());
                    return platform.answer(query);
                },
                executor);
    }

    private void failIfToldTo(Class<?> kind) {
        actions.getOrDefault(kind, () -> {}).run();
        Supplier<? extends RuntimeException> failure = failures.get(kind);
        if (failure != null) {
            throw failure.get();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
