package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.event.Confirmation;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventStoreGrpc;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.axoniq.axonserver.grpc.event.GetAggregateEventsRequest;
import io.axoniq.axonserver.grpc.event.GetEventsRequest;
import io.axoniq.axonserver.grpc.event.GetFirstTokenRequest;
import io.axoniq.axonserver.grpc.event.GetLastTokenRequest;
import io.axoniq.axonserver.grpc.event.GetTokenAtRequest;
import io.axoniq.axonserver.grpc.event.ReadHighestSequenceNrRequest;
import io.axoniq.axonserver.grpc.event.ReadHighestSequenceNrResponse;
import io.axoniq.axonserver.grpc.event.TrackingToken;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The double's event store. */
final class EventStoreDouble extends EventStoreGrpc.EventStoreImplBase {

    private static final Metadata.Key<String> CODE =
            Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER);

    /** What goes wrong with an append. */
    enum Fault {
        /** It is carried out, but the answer is lost. */
        ANSWER_LOST,
        /** It is lost on the way, and so is the answer. */
        LOST
    }

    private final DoubleLog log;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

    EventStoreDouble(DoubleLog log) {
        this.log = log;
    }

    void failNextAppend(Fault fault) {
        faults.add(fault);
    }

    @Override
    public StreamObserver<Event> appendEvent(StreamObserver<Confirmation> client) {
        List<Event> events = new ArrayList<>();
        return new StreamObserver<>() {
            @Override
            public void onNext(Event event) {
                events.add(event);
            }

            @Override
            public void onError(Throwable failure) {
                events.clear();
            }

            @Override
            public void onCompleted() {
                append(events, client);
            }
        };
    }

    private void append(List<Event> events, StreamObserver<Confirmation> client) {
        Fault fault = faults.poll();
        Optional<String> refusal = fault == Fault.LOST ? Optional.empty() : log.append(events);
        if (fault != null) {
            client.onError(Status.UNAVAILABLE.withDescription("told to fail").asRuntimeException());
        } else if (refusal.isPresent()) {
            client.onError(refusal("AXONIQ-2000", refusal.get()));
        } else {
            answer(client, Confirmation.newBuilder().setSuccess(true).build());
        }
    }

    private static StatusRuntimeException refusal(String code, String text) {
        Metadata trailers = new Metadata();
        trailers.put(CODE, code);
        return Status.OUT_OF_RANGE
                .withDescription("[%s] %s".formatted(code, text))
                .asRuntimeException(trailers);
    }

    @Override
    public void listAggregateEvents(GetAggregateEventsRequest request, StreamObserver<Event> client) {
        log.ofAggregate(request.getAggregateId(), request.getInitialSequence(), request.getMaxSequence())
                .forEach(client::onNext);
        client.onCompleted();
    }

    @Override
    public StreamObserver<GetEventsRequest> listEvents(StreamObserver<EventWithToken> client) {
        return new EventFeed(log, client);
    }

    @Override
    public void readHighestSequenceNr(
            ReadHighestSequenceNrRequest request, StreamObserver<ReadHighestSequenceNrResponse> client) {
        answer(
                client,
                ReadHighestSequenceNrResponse.newBuilder()
                        .setToSequenceNr(log.lastSequence(request.getAggregateId()))
                        .build());
    }

    @Override
    public void getFirstToken(GetFirstTokenRequest request, StreamObserver<TrackingToken> client) {
        answer(client, token(0));
    }

    @Override
    public void getLastToken(GetLastTokenRequest request, StreamObserver<TrackingToken> client) {
        answer(client, token(log.size() - 1L));
    }

    @Override
    public void getTokenAt(GetTokenAtRequest request, StreamObserver<TrackingToken> client) {
        answer(client, token(log.tokenAt(request.getInstant())));
    }

    private static TrackingToken token(long token) {
        return TrackingToken.newBuilder().setToken(token).build();
    }

    private static <T> void answer(StreamObserver<T> client, T answer) {
        client.onNext(answer);
        client.onCompleted();
    }
}
