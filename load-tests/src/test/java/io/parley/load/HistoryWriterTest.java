package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryWriterTest {

    private static final Account ADA = new Account("ada", "secret");
    private static final String WHO = "\"client\":\"ada\",\"user\":\"ada\",\"chat\":\"c\",";

    @TempDir
    private Path folder;

    private final AtomicLong clock = new AtomicLong();

    private HistoryWriter writer(Path file) {
        return new HistoryWriter(file, clock::incrementAndGet);
    }

    @Test
    void whatClientsDoAndSeeIsWrittenDown() throws IOException {
        Path file = folder.resolve("new").resolve("run.jsonl");
        HistoryWriter writer = writer(file);
        HistoryWriter.Doing sent = writer.begins("send", ADA, "c", Map.of("messageId", "m1"));
        HistoryWriter.Doing never = writer.begins("send", ADA, "c", Map.of("messageId", "m2"));
        writer.ended(sent, 201, 7L);
        writer.ended(sent, 500, null);
        writer.ended(writer.begins("send", ADA, "c", Map.of("messageId", "m3")), 429, null);
        writer.ended(writer.begins("acknowledge", ADA, "c", Map.of("read", 7L)), 503, null);
        writer.heard(ADA, """
                {"event":"message","data":{"chatId":"c","messageId":"m1","sequence":7,"senderId":"ada"}}""");
        writer.heard(ADA, """
                {"event":"receipt","data":"{\\"chatId\\":\\"c\\",\\"userId\\":\\"ben\\",\\"delivered\\":7,\\"read\\":6}"}""");
        writer.heard(ADA, "{\"id\":\"e.1\"}");
        writer.listened(ADA, "c", 99);
        writer.close();

        assertThat(never).isNotNull();
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"format\":\"parley-history-1\"}",
                        "{\"op\":\"send\"," + WHO
                                + "\"began\":1,\"messageId\":\"m1\",\"sequence\":7,\"ended\":3,\"outcome\":\"ok\"}",
                        "{\"op\":\"send\"," + WHO
                                + "\"began\":4,\"messageId\":\"m3\",\"ended\":5,\"outcome\":\"refused\"}",
                        "{\"op\":\"acknowledge\"," + WHO + "\"began\":6,\"read\":7,\"outcome\":\"unknown\"}",
                        "{\"op\":\"receive\"," + WHO
                                + "\"messageId\":\"m1\",\"sequence\":7,\"sender\":\"ada\",\"ended\":8}",
                        "{\"op\":\"receipt\"," + WHO + "\"of\":\"ben\",\"delivered\":7,\"read\":6,\"ended\":9}",
                        "{\"op\":\"listen\"," + WHO + "\"ended\":99}",
                        "{\"op\":\"send\"," + WHO + "\"began\":2,\"messageId\":\"m2\",\"outcome\":\"unknown\"}");
    }

    @Test
    void aPageIsReadFromItsLowestMessageOnAndFromTheFirstIfThereIsRoom() throws IOException {
        Path file = folder.resolve("run.jsonl");
        HistoryWriter writer = writer(file);
        String page = """
                {"items":[{"messageId":"m8","sequence":8,"senderId":"ben"},{"messageId":"m7","sequence":7,"senderId":"ada"}]}""";
        writer.read(writer.begins("read", ADA, "c", Map.of("final", true)), page, 2);
        writer.read(writer.begins("read", ADA, "c", Map.of()), "{\"items\":[]}", 2);
        writer.close();

        assertThat(Files.readAllLines(file))
                .contains(
                        "{\"op\":\"read\"," + WHO
                                + "\"began\":1,\"final\":true,\"ended\":2,\"outcome\":\"ok\",\"messages\":["
                                + "{\"messageId\":\"m8\",\"sequence\":8,\"sender\":\"ben\"},"
                                + "{\"messageId\":\"m7\",\"sequence\":7,\"sender\":\"ada\"}],\"from\":7}",
                        "{\"op\":\"read\"," + WHO
                                + "\"began\":3,\"ended\":4,\"outcome\":\"ok\",\"messages\":[],\"from\":1}");
    }

    @Test
    void moreThanMayWaitIsWrittenInOrder() throws IOException {
        Path file = folder.resolve("run.jsonl");
        HistoryWriter writer = writer(file);
        for (int i = 0; i < 100_000; i++) {
            writer.listened(ADA, "c", i);
        }
        writer.close();

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(100_001);
        assertThat(lines.get(100_000)).contains("99999");
    }

    @Test
    void whereNothingCanBeWrittenNobodyWaitsAndTheEndSaysSo() throws IOException {
        Path noFolder = Files.createFile(folder.resolve("file"));
        HistoryWriter writer = writer(noFolder.resolve("run.jsonl"));
        for (int i = 0; i < 100_000; i++) {
            writer.listened(ADA, "c", i);
        }
        assertThatThrownBy(writer::close).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void whoWantsNoneGetsNone() throws IOException {
        try (HistoryWriter writer = HistoryWriter.none()) {
            writer.ended(writer.begins("send", ADA, "c", Map.of("messageId", "m1")), 201, 1L);
            writer.heard(ADA, "{}");
            writer.listened(ADA, "c", 1);
        }
        assertThat(folder).isEmptyDirectory();
    }
}
