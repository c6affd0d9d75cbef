package io.parley.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.benchmarks.report.Plot.Bar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultFilesTest {

    private static final Report REPORT = new Report(
            "Commands",
            "As it was measured.",
            "18.6",
            List.of(Ratio.atLeast(5, "ours vs stock", 4), Ratio.of("other", 2)),
            List.of(new Table("Figures", List.of("who", "1/s"), List.of(List.of("ours", "15"), List.of("a|b", "3")))),
            List.of(new Plot("Commands", "1/s", List.of(new Bar("ours <&>", 15, true), new Bar("stock", 3, false)))),
            List.of("Note well."));
    private static final Environment ENVIRONMENT =
            new Environment("A processor", 2, 24, "Linux", "A JDK", "2026-01-02", "abc123");

    @TempDir
    private Path folder;

    @Test
    void theMarkdownSaysWhatWasMeasuredWhereAndWhatFellShort() throws IOException {
        write();

        assertThat(Files.readString(folder.resolve("commands.md")))
                .contains("| ours vs stock | 4.0x | ≥ 5x (missed) |", "| other | 2.0x |  |")
                .contains("| a\\|b | 3 |", "![plot](commands.svg)", "Note well.")
                .contains(
                        "`./parley bench commands`",
                        "A processor, 2 cores, 24 GiB",
                        "PostgreSQL 18.6",
                        "commit abc123");
    }

    @Test
    void theJsonHasAllOfIt() throws IOException {
        write();

        JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve("commands.json")));
        assertThat(json.at("/environment/commit").stringValue()).isEqualTo("abc123");
        assertThat(json.at("/report/ratios/0/value").doubleValue()).isEqualTo(4);
        assertThat(json.at("/report/ratios/0/met").booleanValue()).isFalse();
        assertThat(json.at("/report/tables/0/rows/0/1").stringValue()).isEqualTo("15");
    }

    @Test
    void thePlotIsAPictureWhateverItsLabelsAre() throws Exception {
        write();

        var picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("commands.svg").toFile());
        assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(picture.getElementsByTagName("text").item(1).getTextContent())
                .isEqualTo("ours <&>");
    }

    @Test
    void aLaterRunReplacesTheResultsAndLeavesNothingElse() throws IOException {
        write();
        write();

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("commands.md", "commands.json", "commands.svg");
        }
    }

    @Test
    void onTheTerminalEachRatioHasALineAndColumnsStandBelowEachOther() {
        assertThat(REPORT.asText())
                .startsWith("ours vs stock  4.0x\nother  2.0x\n\n")
                .contains("  ours   15\n  a|b     3\n");
    }

    @Test
    void aRowThatLacksACellIsRefused() {
        assertThatThrownBy(() -> new Table("t", List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBarWithoutALengthIsRefused() {
        assertThatThrownBy(() -> new Bar("b", Double.NaN, true)).isInstanceOf(IllegalArgumentException.class);
    }

    private void write() throws IOException {
        new ResultFiles(folder).write("commands", REPORT, ENVIRONMENT);
    }
}
