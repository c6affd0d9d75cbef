package io.parley.infra.axonserver;

import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.GenericQueryResponseMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node's query bus as the server's connector calls it: refusals are put into a form that can travel. */
final class NodeQueries extends QueryBusBefore {

    private static final Logger log = LoggerFactory.getLogger(NodeQueries.class);

    private final QueryBus node;

    NodeQueries(QueryBus node) {
        super(node);
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
}
