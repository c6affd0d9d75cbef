package io.parley.infra.axonserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.parley.infra.store.StoreUnavailableException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class ServerFailuresTest {

    @Test
    void aConflictIsToldByTheTrailerOrByTheTextAlone() {
        Metadata trailers = new Metadata();
        trailers.put(Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER), "AXONIQ-2000");
        Throwable byTrailer = Status.UNKNOWN.withDescription("too late").asRuntimeException(trailers);
        Throwable byText = Status.OUT_OF_RANGE
                .withDescription("[AXONIQ-2000] Invalid sequence number")
                .asRuntimeException();

        assertThat(ServerFailures.meaningOf(new ExecutionException(byTrailer)))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(ServerFailures.meaningOf(byText)).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void anEventThatIsTooLargeIsADefectThatNoOtherTryMends() {
        Throwable failure = Status.INVALID_ARGUMENT
                .withDescription("[AXONIQ-2001] too large")
                .asRuntimeException();

        assertThat(ServerFailures.meaningOf(failure)).isInstanceOf(EventStoreException.class);
    }

    @Test
    void everythingElseIsAServerThatIsAway() {
        assertThat(ServerFailures.meaningOf(Status.UNAVAILABLE.asRuntimeException()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(ServerFailures.meaningOf(Status.INTERNAL
                        .withDescription("[AXONIQ-9100] disk full")
                        .asRuntimeException()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(ServerFailures.meaningOf(new TimeoutException())).isInstanceOf(StoreUnavailableException.class);
    }
}
