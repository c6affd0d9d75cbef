package io.parley.infra.axonserver;

import io.parley.contract.error.Rejection;
import io.parley.infra.store.StoreFailures;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.queryhandling.GenericQueryResponseMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SubscriptionQueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The query bus by way of the server, which hands each query to a node that answers its kind. Refusals come back as they were.
 * That the server is away, or that no node answers such queries just then, is the refusal {@code unavailable}.
 */
final class ServerQueryBus implements QueryBus {

    private static final Logger log = LoggerFactory.getLogger(ServerQueryBus.class);

    private final AxonServerQueryBus server;

    ServerQueryBus(AxonServerQueryBus server) {
        this.server = server;
    }

    @Override
    public <Q, R> CompletableFuture<QueryResponseMessage<R>> query(QueryMessage<Q, R> query) {
        return server.query(query)
                .exceptionally(failure -> failed(query, failure))
                .thenApply(answer -> answer.isExceptional() ? inward(query, answer.exceptionResult()) : answer);
    }

    private static <R> QueryResponseMessage<R> inward(QueryMessage<?, R> query, Throwable failure) {
        return failed(query, meaningOf(query, failure));
    }

    private static Throwable meaningOf(QueryMessage<?, ?> query, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Rejection) {
            return cause;
        }
        if (cause instanceof QueryExecutionException) {
            return RemoteRefusal.in(cause).<Throwable>map(refusal -> refusal).orElse(cause);
        }
        log.debug("{} did not come back", query.getQueryName(), cause);
        return StoreFailures.unavailable();
    }

    private static <R> QueryResponseMessage<R> failed(QueryMessage<?, R> query, Throwable failure) {
        return GenericQueryResponseMessage.asResponseMessage(
                query.getResponseType().responseMessagePayloadType(), failure);
    }

    @Override
    public <R> Registration subscribe(
            String queryName, Type responseType, MessageHandler<? super QueryMessage<?, R>> handler) {
        return server.subscribe(queryName, responseType, handler);
    }

    @Override
    public <Q, R> Stream<QueryResponseMessage<R>> scatterGather(QueryMessage<Q, R> query, long timeout, TimeUnit unit) {
        return server.scatterGather(query, timeout, unit);
    }

    @Override
    public <Q, I, U>
            SubscriptionQueryResult<QueryResponseMessage<I>, SubscriptionQueryUpdateMessage<U>> subscriptionQuery(
                    SubscriptionQueryMessage<Q, I, U> query) {
        return server.subscriptionQuery(query);
    }

    @Override
    public <Q, I, U>
            SubscriptionQueryResult<QueryResponseMessage<I>, SubscriptionQueryUpdateMessage<U>> subscriptionQuery(
                    SubscriptionQueryMessage<Q, I, U> query, int updateBufferSize) {
        return server.subscriptionQuery(query, updateBufferSize);
    }

    @Override
    public QueryUpdateEmitter queryUpdateEmitter() {
        return server.queryUpdateEmitter();
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super QueryMessage<?, ?>> interceptor) {
        return server.registerDispatchInterceptor(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super QueryMessage<?, ?>> interceptor) {
        return server.registerHandlerInterceptor(interceptor);
    }
}
