package io.parley.infra.axonserver;

import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** This node's query bus as the server's connector calls it: refusals are put into a form that can travel. */
final class NodeQueries implements QueryBus {

    private static final Logger log = LoggerFactory.getLogger(NodeQueries.class);

    private final QueryBus node;

    NodeQueries(QueryBus node) {
        this.node = node;
    }

    @Override
    public <Q, R> CompletableFuture<QueryResponseMessage<R>> query(QueryMessage<Q, R> query) {
        return node.query(query)
                .handle((answer, failure) -> failure == null ? outward(query, answer) : outward(query, failure));
    }

    private static <R> QueryResponseMessage<R> outward(QueryMessage<?, R> query, QueryResponseMessage<R> answer) {
        return answer.isExceptional() ? outward(query, answer.exceptionResult()) : answer;
    }

    private static <R> QueryResponseMessage<R> outward(QueryMessage<?, R> query, Throwable failure) {
        RemoteRefusal refusal = RemoteRefusal.of(failure);
        if (refusal.isDefect()) {
            log.error("{} failed", query.getQueryName(), failure);
        }
        return GenericQueryResponseMessage.asResponseMessage(
                query.getResponseType().responseMessagePayloadType(),
                new QueryExecutionException(refusal.code().code(), null, refusal));
    }

    @Override
    public <R> Registration subscribe(
            String queryName, Type responseType, MessageHandler<? super QueryMessage<?, R>> handler) {
        return node.subscribe(queryName, responseType, handler);
    }

    @Override
    public <Q, R> Stream<QueryResponseMessage<R>> scatterGather(QueryMessage<Q, R> query, long timeout, TimeUnit unit) {
        return node.scatterGather(query, timeout, unit);
    }

    @Override
    public <Q, I, U>
            SubscriptionQueryResult<QueryResponseMessage<I>, SubscriptionQueryUpdateMessage<U>> subscriptionQuery(
                    SubscriptionQueryMessage<Q, I, U> query) {
        return node.subscriptionQuery(query);
    }

    @Override
    public <Q, I, U>
            SubscriptionQueryResult<QueryResponseMessage<I>, SubscriptionQueryUpdateMessage<U>> subscriptionQuery(
                    SubscriptionQueryMessage<Q, I, U> query, int updateBufferSize) {
        return node.subscriptionQuery(query, updateBufferSize);
    }

    @Override
    public QueryUpdateEmitter queryUpdateEmitter() {
        return node.queryUpdateEmitter();
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super QueryMessage<?, ?>> interceptor) {
        return node.registerDispatchInterceptor(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super QueryMessage<?, ?>> interceptor) {
        return node.registerHandlerInterceptor(interceptor);
    }
}
