package io.parley.api.dispatch;

import io.parley.contract.ParleyQuery;
import java.time.Duration;
import java.util.function.LongFunction;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Asks the read side. Never blocks. Fails with {@link io.parley.contract.error.Rejection} for what was refused,
 * {@code unavailable} after the deadline.
 */
@Component
public final class Queries {

    /** What is held back refuses at once, so there must be a pause. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final QueryGateway gateway;
    private final EdgeProperties properties;

    Queries(QueryGateway gateway, EdgeProperties properties) {
        this.gateway = gateway;
        this.properties = properties;
    }

    /** Asks a question. */
    public <A> Mono<A> ask(ParleyQuery<A> query) {
        return once(query).timeout(properties.queryDeadline()).onErrorMap(Refusals::of);
    }

    /**
     * Asks for what a command has just changed, to answer its caller with. A write is never answered {@code not_yet}: if the
     * read model lags, the question is put again until the deadline, and then it is {@code unavailable}.
     *
     * @param query makes the question from the position that it must wait for
     * @param written what came of the command
     */
    public <A> Mono<A> askAfterWrite(LongFunction<? extends ParleyQuery<A>> query, WriteResult<?> written) {
        return Mono.defer(() -> askBeforeWrite(query.apply(written.position().value())));
    }

    /** Asks what a write depends on. It is never answered {@code not_yet} either; see {@link #askAfterWrite}. */
    public <A> Mono<A> askBeforeWrite(ParleyQuery<A> query) {
        return Mono.defer(() -> once(query))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE).filter(Refusals::isNotYet))
                .timeout(properties.queryDeadline())
                .onErrorMap(Refusals::of);
    }

    private <A> Mono<A> once(ParleyQuery<A> query) {
        return Outcome.of(() -> gateway.query(query, ResponseTypes.instanceOf(query.answerType())));
    }
}
