package io.parley.audit.histories;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A history with holes says nothing, so that whatever is not as the format says is an error with its place. */
class OperationReaderTest {

    private static final String WHO = "\"client\":\"a\",\"user\":\"u\",\"chat\":\"c\",";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private void isUnreadable(String text, String why) throws IOException {
        Path file = Files.writeString(folder.resolve("run.jsonl"), text);
        assertThatThrownBy(() -> HistoryCheck.of(List.of(HistoryFile.of(file))))
                .isInstanceOf(UnreadableHistory.class)
                .hasMessageContaining("run.jsonl, line ")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"op\":\"send\"                                               | line 2: it is no JSON",
                "[]                                                             | line 2: it is no JSON object",
                "                                                               | line 2: it is no JSON",
                "{\"op\":\"dance\"}                                             | there is no operation dance",
                "{\"op\":\"send\"}                                              | it has no text outcome",
                "{\"op\":\"send\",WHO\"outcome\":\"maybe\"}                     | its outcome is none of ok",
                "{\"op\":\"send\",WHO\"outcome\":\"ok\",\"began\":1}            | its ended is no number",
                "{\"op\":\"send\",WHO\"outcome\":\"ok\",\"began\":2,\"ended\":1} | it ended before it began",
                "{\"op\":\"send\",WHO\"outcome\":\"ok\",\"began\":1,\"ended\":2} | its sequence is no number",
                "{\"op\":\"send\",WHO\"outcome\":\"unknown\",\"began\":1}       | it has no text messageId",
                "{\"op\":\"receive\",WHO\"ended\":1,\"messageId\":\"m\",\"sequence\":0}   | its sequence is out of bounds",
                "{\"op\":\"receive\",WHO\"ended\":1,\"messageId\":\"m\",\"sequence\":1.5} | its sequence is no number",
                "{\"op\":\"receive\",\"user\":\"u\",\"ended\":1}                | it has no text client",
                "{\"op\":\"read\",WHO\"outcome\":\"ok\",\"began\":1,\"ended\":2} | it has no messages",
                "{\"op\":\"acknowledge\",WHO\"outcome\":\"ok\",\"began\":1,\"ended\":2} | it gives no mark",
                "{\"op\":\"retract\",WHO\"outcome\":\"ok\",\"began\":1,\"ended\":2} | it has no text messageId",
                "{\"op\":\"leave\",WHO\"began\":1,\"ended\":2}                | it has no text outcome",
                "{\"op\":\"send\",WHO\"outcome\":\"ok\",\"began\":1,\"ended\":2,\"sequence\":1,\"messageId\":\"m\",\"expires\":5,\"expired\":4} | it is expired before it expires",
                "{\"op\":\"receipt\",WHO\"ended\":1}                            | it has no text of",
            })
    void aLineThatIsNotAsTheFormatSaysIsNamed(String line, String why) throws IOException {
        String record = line == null ? "" : line.replace("WHO", WHO);
        isUnreadable(Recorded.HEADER + "\n" + record + "\n" + record, why);
    }

    @Test
    void whatIsNoHistoryIsNotTakenForOne() throws IOException {
        isUnreadable("", "line 1: it is no JSON object");
        isUnreadable("{\"format\":\"parley-proof-1\"}\n", "line 1: it is no history");
    }

    @Test
    void bytesThatAreNoTextAreNamed() throws IOException {
        Path file = Files.write(folder.resolve("bytes.jsonl"), new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
        assertThatThrownBy(() -> HistoryCheck.of(List.of(HistoryFile.of(file))))
                .isInstanceOf(UnreadableHistory.class)
                .hasMessageContaining("no UTF-8");
    }
}
