package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.ErrorMessage;
import io.axoniq.axonserver.grpc.InstructionAck;
import io.axoniq.axonserver.grpc.query.QueryProviderInbound;
import io.axoniq.axonserver.grpc.query.QueryProviderOutbound;
import io.axoniq.axonserver.grpc.query.QueryRequest;
import io.axoniq.axonserver.grpc.query.QueryResponse;
import io.axoniq.axonserver.grpc.query.QueryServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The double's query service: hands direct queries to one of those who answer them. */
final class QueryDouble extends QueryServiceGrpc.QueryServiceImplBase {

    private final Handlers<QueryProviderInbound> handlers = new Handlers<>();
    private final Map<String, StreamObserver<QueryResponse>> callers = new ConcurrentHashMap<>();
    private final AtomicInteger handedOn = new AtomicInteger();

    int handedOn() {
        return handedOn.get();
    }

    @Override
    public void query(QueryRequest query, StreamObserver<QueryResponse> caller) {
        Optional<Handlers.Client<QueryProviderInbound>> handler =
                handlers.find(query.getQuery(), query.getMessageIdentifier());
        if (handler.isEmpty()) {
            caller.onNext(noHandler(query));
            caller.onCompleted();
            return;
        }
        callers.put(query.getMessageIdentifier(), caller);
        handedOn.incrementAndGet();
        handler.get().send(QueryProviderInbound.newBuilder().setQuery(query).build());
    }

    private static QueryResponse noHandler(QueryRequest query) {
        return QueryResponse.newBuilder()
                .setRequestIdentifier(query.getMessageIdentifier())
                .setErrorCode("AXONIQ-5000")
                .setErrorMessage(ErrorMessage.newBuilder().setMessage("No handler for " + query.getQuery()))
                .build();
    }

    @Override
    public StreamObserver<QueryProviderOutbound> openStream(StreamObserver<QueryProviderInbound> stream) {
        return handlers.open(stream, this::hear);
    }

    private void hear(Handlers.Client<QueryProviderInbound> client, QueryProviderOutbound message) {
        switch (message.getRequestCase()) {
            case SUBSCRIBE ->
                client.subscribe(
                        message.getSubscribe().getClientId(),
                        message.getSubscribe().getQuery());
            case UNSUBSCRIBE -> client.unsubscribe(message.getUnsubscribe().getQuery());
            case FLOW_CONTROL -> client.permit(message.getFlowControl().getPermits());
            case QUERY_RESPONSE -> answer(message.getQueryResponse());
            case QUERY_COMPLETE -> complete(message.getQueryComplete().getRequestId());
            default -> {
                // subscription queries are not used
            }
        }
        if (!message.getInstructionId().isEmpty()) {
            client.answer(QueryProviderInbound.newBuilder()
                    .setAck(InstructionAck.newBuilder()
                            .setInstructionId(message.getInstructionId())
                            .setSuccess(true))
                    .build());
        }
    }

    private void answer(QueryResponse response) {
        StreamObserver<QueryResponse> caller = callers.get(response.getRequestIdentifier());
        if (caller != null) {
            caller.onNext(response);
        }
    }

    private void complete(String requestId) {
        StreamObserver<QueryResponse> caller = callers.remove(requestId);
        if (caller != null) {
            caller.onCompleted();
        }
    }
}
