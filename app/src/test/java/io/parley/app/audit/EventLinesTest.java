package io.parley.app.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.infra.seal.LoggedEvent;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

class EventLinesTest {

    private static final int WIDTH = 80;
    private static final UUID CHAT = UUID.fromString("019ad6f2-0000-7000-8000-0123456789ab");
    private static final UUID ADA = UUID.fromString("019ad6f2-0000-7000-8000-00000000cafe");

    @Command
    private static final class Lines {

        @ArgGroup
        private EventLines lines = new EventLines();
    }

    private static EventLines lines(String... arguments) {
        Lines parsed = new Lines();
        new CommandLine(parsed).parseArgs(arguments);
        return parsed.lines;
    }

    private static LoggedEvent event(long position, String type, String aggregate, String metadata) {
        return new LoggedEvent(
                position,
                new UUID(0, 1),
                "Chat",
                aggregate,
                3,
                type,
                "1",
                Instant.parse("2026-11-30T08:00:00.123456Z"),
                "{}".getBytes(UTF_8),
                metadata.getBytes(UTF_8));
    }

    @Test
    void theTableHasEightyColumns() {
        LoggedEvent event =
                event(999_999_999, "A$ThisTypeHasAVeryLongNameIndeed", CHAT + "/lane-1", "{\"actor\":\"" + ADA + "\"}");

        assertThat(lines().head())
                .isEqualTo(" POSITION  TIME (UTC)               TYPE                    OF        BY");
        assertThat(lines().of(event))
                .isEqualTo("999999999  2026-11-30 08:00:00.123  ThisTypeHasAVeryLongN…  456789ab  0000cafe")
                .hasSizeLessThanOrEqualTo(WIDTH);
    }

    @Test
    void whatNobodyDidHasNobody() {
        assertThat(lines().of(event(1, "A$B", "short", "{}")))
                .isEqualTo("        1  2026-11-30 08:00:00.123  B                       short");
    }

    @Test
    void csvQuotesWhatItMust() {
        assertThat(lines("--csv").head())
                .isEqualTo("position,recordedAt,type,aggregateId,sequence,actor,operator,correlationId,causationId,"
                        + "eventId");
        assertThat(lines("--csv").of(event(1, "A$B", "a,\"b\"", "{\"operator\":\"olga\"}")))
                .isEqualTo("1,2026-11-30T08:00:00.123456Z,B,\"a,\"\"b\"\"\",3,,olga,,,"
                        + "00000000-0000-0000-0000-000000000001");
    }

    @Test
    void jsonHasNoHead() {
        assertThat(lines("--json").head()).isEmpty();
        assertThat(lines("--json").of(event(1, "A$B", "c", "{}"))).startsWith("{\"position\":1,");
    }
}
