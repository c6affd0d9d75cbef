package io.parley.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditHistoriesTest {

    private static final String HEADER = "{\"format\":\"parley-history-1\"}\n";
    private static final String SENT = """
            {"op":"send","client":"ada/1","user":"ada","chat":"c","began":1,"ended":5,"outcome":"ok","messageId":"m1","sequence":1}
            """;
    private static final String CAME = """
            {"op":"receive","client":"ben/1","user":"ben","chat":"c","ended":6,"messageId":"m1","sequence":1}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new AuditHistories())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void ofAHistoryThatHoldsEachCheckIsSaidOnALine() throws IOException {
        assertThat(run(file("run.jsonl", HEADER + SENT + CAME))).isZero();

        assertThat(out.toString())
                .contains("2 operations, 2 clients, 1 chat, 1 message")
                .contains("  ok    no double: looked at 1")
                .contains("  note  no loss: there is nothing to look at, so nothing is known")
                .endsWith("The histories hold.%n".formatted());
        assertThat(out.toString().lines()).hasSize(15);
    }

    @Test
    void whatIsFoundIsSaidWithItsLines() throws IOException {
        assertThat(run(file("run.jsonl", HEADER + SENT + CAME + CAME))).isEqualTo(1);

        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("WRONG no double: looked at 2, 1 finding")
                .contains("WRONG line 4: number 1 (message m1) came to ben/1 a second time")
                .contains("The histories do NOT hold.");
    }

    @Test
    void ofSeveralFilesTheNameIsSaidToo() throws IOException {
        assertThat(run(file("one.jsonl", HEADER + SENT), file("other.jsonl", HEADER + CAME + CAME)))
                .isEqualTo(1);

        assertThat(out.toString().replaceAll("\\s+", " ")).contains("other.jsonl line 3: number 1");
    }

    @Test
    void programsGetJson() throws IOException {
        String file = file("run.jsonl", HEADER + SENT + CAME + CAME);
        assertThat(run("--json", file)).isEqualTo(1);

        assertThat(out.toString().lines())
                .contains("{\"check\":\"no-loss\",\"looked\":0,\"findings\":0}")
                .contains("{\"check\":\"no-double\",\"looked\":2,\"findings\":1}")
                .contains("{\"check\":\"no-double\",\"finding\":\"number 1 (message m1) came to ben/1 a second time\","
                        + "\"places\":[{\"file\":\"" + file + "\",\"line\":4}]}");
    }

    @Test
    void whatIsNotThereOrNoHistoryIsSaid() throws IOException {
        assertThat(run(folder.resolve("nowhere.jsonl").toString())).isEqualTo(2);
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(run(file("cut.jsonl", HEADER + SENT + "{\"op\":\"rea"))).isEqualTo(2);

        assertThat(err.toString()).contains("There is no file", "nowhere.jsonl", "cut.jsonl, line 3: it is no JSON.");
        assertThat(out.toString()).isEmpty();
    }
}
