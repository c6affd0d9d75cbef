package io.parley.infra.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;

/**
 * Events are a file format. What they look like is kept in {@code events.golden}: for each event its type and revision and two
 * examples, three if it says to whom it is addressed. A new event adds lines; a line that changes breaks every store there is, and
 * needs a new revision and an upcaster instead.
 */
class StoredFormatTest {

    private static final String GOLDEN = "events.golden";

    private final Serializer serializer = Serializers.forRest();

    @Test
    void eventsLookAsTheyAlwaysDid() throws IOException {
        Path actual = Path.of("target", GOLDEN);
        Files.writeString(actual, String.join("\n", lines().values()) + "\n");

        assertThat(lines().values())
                .as("the format of stored events; what it is now stands in infra/%s", actual)
                .containsExactlyElementsOf(golden());
    }

    @Test
    void whatWasStoredCanBeRead() {
        for (String line : golden()) {
            String[] parts = line.split(" ", 3);
            Object event = serializer.deserialize(
                    new SimpleSerializedObject<>(parts[2], String.class, parts[0].split("#")[0], null));
            SerializedObject<String> again = serializer.serialize(event, String.class);
            assertThat(again.getData()).isEqualTo(parts[2]);
        }
    }

    private Map<String, String> lines() {
        Map<String, String> lines = new TreeMap<>();
        for (Class<?> type : ContractRecords.events()) {
            add(lines, "full", Samples.full(type));
            add(lines, "sparse", Samples.sparse(type));
            if (Samples.isAddressed(type)) {
                add(lines, "group", Samples.inAGroup(type));
            }
        }
        return lines;
    }

    private void add(Map<String, String> lines, String kind, Object event) {
        SerializedObject<String> stored = serializer.serialize(event, String.class);
        String key = stored.getType().getName() + "#" + stored.getType().getRevision() + " " + kind;
        lines.put(key, key + " " + stored.getData());
    }

    private static List<String> golden() {
        try (InputStream file = StoredFormatTest.class.getResourceAsStream(GOLDEN)) {
            return file == null
                    ? List.of()
                    : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
