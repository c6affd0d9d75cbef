package io.parley.infra.axonserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.FieldError;
import io.parley.contract.error.Rejection;
import io.parley.infra.serialization.Serializers;
import java.util.List;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;

class RemoteRefusalTest {

    private final Serializer messages = Serializers.forMessages();

    @Test
    void aRefusalComesOutOnTheOtherSideAsItWentIn() {
        Rejection rejection = new Rejection(
                ErrorCode.INVALID_REQUEST, "text is too long", List.of(new FieldError("text", "is too long")));
        RemoteRefusal sent = RemoteRefusal.of(new IllegalStateException(rejection));

        Object received = messages.deserialize(messages.serialize(sent, byte[].class));

        assertThat(RemoteRefusal.in(new CommandExecutionException("", null, received)))
                .hasValueSatisfying(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(refusal).hasMessage("text is too long");
                    assertThat(refusal.errors()).isEqualTo(rejection.errors());
                });
    }

    @Test
    void aDefectSaysNothingOfWhatItWas() {
        RemoteRefusal sent = RemoteRefusal.of(new IllegalStateException("a secret"));

        assertThat(sent.toString()).doesNotContain("secret");
        assertThat(RemoteRefusal.in(new CommandExecutionException("", null, sent)))
                .isEmpty();
    }
}
