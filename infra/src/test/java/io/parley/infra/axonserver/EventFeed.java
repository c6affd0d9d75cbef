package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.axoniq.axonserver.grpc.event.GetEventsRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** One client's tracking stream: as many events as it has permits for, then those that come. */
final class EventFeed implements StreamObserver<GetEventsRequest> {

    private final DoubleLog log;
    private final ServerCallStreamObserver<EventWithToken> client;
    private final Runnable listener = this::send;
    private boolean begun;
    private boolean ended;
    private long next;
    private long permits;

    EventFeed(DoubleLog log, StreamObserver<EventWithToken> client) {
        this.log = log;
        this.client = (ServerCallStreamObserver<EventWithToken>) client;
        this.client.setOnCancelHandler(this::end);
    }

    @Override
    public void onNext(GetEventsRequest request) {
        synchronized (this) {
            permits += request.getNumberOfPermits();
            if (!begun) {
                begun = true;
                next = request.getTrackingToken();
                log.onAppend(listener);
            }
        }
        send();
    }

    private synchronized void send() {
        while (begun && !ended && permits > 0 && next < log.size()) {
            client.onNext(EventWithToken.newBuilder()
                    .setToken(next)
                    .setEvent(log.get((int) next))
                    .build());
            next++;
            permits--;
        }
    }

    private synchronized void end() {
        ended = true;
        log.forget(listener);
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public synchronized void onCompleted() {
        if (!ended) {
            end();
            client.onCompleted();
        }
    }
}
