package io.parley.audit.look;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.infra.seal.LoggedEvent;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventTextTest {

    private static final UUID ID = new UUID(0, 1);

    private static EventText text(String type, String payload, String metadata) {
        return new EventText(new LoggedEvent(
                7,
                ID,
                null,
                "chat",
                3,
                type,
                "1",
                Instant.parse("2026-11-30T08:00:00.000001Z"),
                payload.getBytes(UTF_8),
                metadata.getBytes(UTF_8)));
    }

    @Test
    void aTypeIsCalledWithoutItsPackages() {
        assertThat(text("io.parley.contract.chat.ChatEvent$ChatHeld", "{}", "{}")
                        .type())
                .isEqualTo("ChatHeld");
        assertThat(text("io.parley.Thing", "{}", "{}").type()).isEqualTo("Thing");
        assertThat(text("Thing", "{}", "{}").type()).isEqualTo("Thing");
    }

    @Test
    void whoDidItIsAUserOrAnOperatorOrNobody() {
        assertThat(text("T", "{}", "{\"actor\":\"ada\"}").actor()).isEqualTo("ada");
        assertThat(text("T", "{}", "{\"operator\":\"olga\"}").actor()).isEqualTo("olga");
        assertThat(text("T", "{}", "{}").actor()).isEmpty();
    }

    @Test
    void asJsonItIsOneLineWithAllOfIt() {
        assertThat(text("a.B$Held", "{\"by\": \"ada\"}", "{\"actor\":\n\"ada\"}")
                        .toJson())
                .isEqualTo("{\"position\":7,\"recordedAt\":\"2026-11-30T08:00:00.000001Z\",\"type\":\"Held\","
                        + "\"revision\":\"1\",\"aggregateType\":null,\"aggregateId\":\"chat\",\"sequence\":3,"
                        + "\"eventId\":\"" + ID + "\",\"payload\":{\"by\":\"ada\"},\"metadata\":{\"actor\":\"ada\"}}");
    }

    @Test
    void whatIsNoJsonIsShownAllTheSame() {
        EventText tampered = text("T", "{nonsense", "");

        assertThat(tampered.actor()).isEmpty();
        assertThat(tampered.toJson()).contains("\"payload\":\"e25vbnNlbnNl\"");
    }
}
