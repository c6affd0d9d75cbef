package io.parley.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.media.MediaStoreUnavailableException;
import org.junit.jupiter.api.Test;
import reactor.netty.channel.AbortedException;

class FailureMapperTest {

    @Test
    void aClientThatHangsUpIsNoFaultOfTheServer() {
        Failure failure = FailureMapper.map(AbortedException.beforeSend());

        assertThat(failure.kind().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void nobodyComesBackToAStoreBeforeItIsAskedAgain() {
        Failure failure = FailureMapper.map(new MediaStoreUnavailableException("away", null));

        assertThat(failure.status().value()).isEqualTo(503);
        assertThat(failure.headers().getFirst("Retry-After")).isEqualTo("5");
    }
}
