package io.parley.infra.axonserver;

import io.parley.contract.error.Rejection;
import io.parley.infra.store.StoreFailures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.axonframework.queryhandling.GenericQueryResponseMessage;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The query bus by way of the server, which hands each query to a node that answers its kind. Refusals come back as they were.
 * That the server is away, or that no node answers such queries just then, is the refusal {@code unavailable}.
 */
final class ServerQueryBus extends QueryBusBefore {

    private static final Logger log = LoggerFactory.getLogger(ServerQueryBus.class);

    private final AxonServerQueryBus server;

    ServerQueryBus(AxonServerQueryBus server) {
        super(server);
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
}
