package io.parley.benchmarks.endings;

import io.parley.benchmarks.Node;
import io.parley.contract.ParleyCommand;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;

/** Sends commands, never more than so many at once. None may fail: the first that does ends the benchmark. */
public final class Commands {

    private static final int UNDER_WAY = 64;
    private static final long PATIENCE_SECONDS = 60;

    private final CommandBus bus;

    /** To a node. */
    public Commands(Node node) {
        this.bus = node.bean(CommandBus.class);
    }

    /** Sends one. */
    CompletableFuture<@Nullable Object> send(ParleyCommand command) {
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command);
        bus.dispatch(message, (sent, result) -> answer(answer, result));
        return answer;
    }

    private static void answer(CompletableFuture<@Nullable Object> answer, CommandResultMessage<?> result) {
        if (result.isExceptional()) {
            answer.completeExceptionally(result.exceptionResult());
        } else {
            answer.complete(result.getPayload());
        }
    }

    /** Sends one and waits for its answer. */
    @Nullable
    Object await(ParleyCommand command) {
        return send(command).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Sends so many, and waits until all have been answered. */
    public void sendAll(int count, IntFunction<? extends ParleyCommand> command, Consumer<@Nullable Object> answered)
            throws InterruptedException {
        int[] next = {0};
        pump(() -> next[0] < count, () -> command.apply(next[0]++), answered);
    }

    /** Sends for a while, and waits for the last answer. Returns how many. */
    long sendFor(Duration duration, Supplier<? extends ParleyCommand> command) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        return pump(() -> System.nanoTime() < end, command, answer -> {});
    }

    private long pump(BooleanSupplier more, Supplier<? extends ParleyCommand> command, Consumer<@Nullable Object> heard)
            throws InterruptedException {
        Semaphore free = new Semaphore(UNDER_WAY);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        long sent = 0;
        for (; more.getAsBoolean() && failure.get() == null; sent++) {
            take(free, 1);
            send(command.get()).thenAccept(heard).whenComplete((done, failed) -> {
                failure.compareAndSet(null, failed);
                free.release();
            });
        }
        take(free, UNDER_WAY);
        if (failure.get() != null) {
            throw new IllegalStateException("a command failed", failure.get());
        }
        return sent;
    }

    private static void take(Semaphore free, int places) throws InterruptedException {
        if (!free.tryAcquire(places, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no answer to a command within " + PATIENCE_SECONDS + " s");
        }
    }
}
