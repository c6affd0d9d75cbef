package io.parley.api.audit;

import io.parley.api.dispatch.Commands;
import io.parley.api.operator.Operator;
import io.parley.contract.audit.AuditCommand.RecordAuditRead;
import io.parley.contract.audit.AuditLogReader;
import io.parley.contract.audit.AuditTrailId;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets operators look into the log: takes down who looks at what and only then looks. Few look at once, so that a long look holds
 * no more than these up; whoever comes on top is refused before anything is taken down.
 */
@Component
final class AuditReads {

    private static final int AT_ONCE = 2;

    private final AuditLogReader reader;
    private final Commands commands;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    AuditReads(AuditLogReader reader, Commands commands, Clock clock) {
        this.reader = reader;
        this.commands = commands;
        this.clock = clock;
    }

    /** Answers a question, if it can be taken down that it was asked. */
    <A> Mono<A> answer(
            Question question, Operator operator, ServerHttpRequest request, Function<AuditLogReader, A> look) {
        return Mono.defer(() -> {
            RecordAuditRead command = command(question, operator, request); // before it takes a place
            if (!places.tryAcquire()) {
                return Mono.error(
                        new Rejection(ErrorCode.OVERLOADED, "Others look into the log just now; try again soon."));
            }
            AtomicBoolean taken = new AtomicBoolean();
            Runnable giveUp = () -> {
                if (taken.compareAndSet(false, true)) {
                    places.release(); // it was never begun
                }
            };
            return commands.send(command, Object.class, operator.id())
                    .then(Mono.defer(() ->
                            taken.compareAndSet(false, true) ? Mono.fromFuture(begin(look), true) : Mono.<A>empty()))
                    .doOnTerminate(giveUp)
                    .doOnCancel(giveUp);
        });
    }

    /** Whoever asked may be gone before it ends, and it holds its place until then; whoever has the answer may ask at once again. */
    private <A> CompletableFuture<A> begin(Function<AuditLogReader, A> look) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        try {
            Schedulers.boundedElastic().schedule(() -> {
                try {
                    answer.complete(inItsPlace(look));
                } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RuntimeException e) { // no thread for it
            places.release();
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private <A> A inItsPlace(Function<AuditLogReader, A> look) {
        try {
            return look.apply(reader);
        } finally {
            places.release();
        }
    }

    private RecordAuditRead command(Question question, Operator operator, ServerHttpRequest request) {
        Instant now = clock.instant();
        return new RecordAuditRead(
                AuditTrailId.of(operator.id(), now),
                question.operation(),
                question.parameters(),
                question.reason(),
                address(request.getRemoteAddress()),
                now);
    }

    private static @Nullable String address(@Nullable InetSocketAddress address) {
        return address == null || address.getAddress() == null
                ? null
                : address.getAddress().getHostAddress();
    }
}
