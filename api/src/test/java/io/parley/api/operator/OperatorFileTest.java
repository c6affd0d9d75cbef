package io.parley.api.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.id.OperatorId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void withoutAFileThereAreNoOperators() throws IOException {
        assertThat(file().read()).isEmpty();
    }

    @Test
    void whoWasAddedIsReadBackAndOnlyTheOwnerMayLook() throws IOException {
        OperatorEntry ann = entry("ann");
        file().add(ann);

        assertThat(file().read()).containsExactly(ann);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("operators.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aNameIsTakenOnce() throws IOException {
        file().add(entry("ann"));

        assertThatThrownBy(() -> file().add(entry("ann"))).hasMessageContaining("ann already");
        assertThatThrownBy(() -> file().remove("bob")).hasMessageContaining("no operator bob");
        assertThat(file().read()).hasSize(1);
    }

    @Test
    void whoStandsInAFileOfAnOlderVersionRevealsNothing() throws IOException {
        file().add(entry("ann"));

        assertThat(Files.readString(folder.resolve("operators.json"))).doesNotContain("reveal");
        assertThat(file().read().get(0).operator().reveals()).isFalse();
    }

    @Test
    void whoAreAddedAtOnceAreAllThere() throws IOException {
        IntStream.range(0, 20).parallel().mapToObj(n -> "operator-" + n).forEach(name -> {
            try {
                file().add(entry(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(file().read()).hasSize(20);
    }

    private OperatorFile file() {
        return new OperatorFile(folder.resolve("operators.json"));
    }

    private static OperatorEntry entry(String name) {
        return new OperatorEntry(
                OperatorId.random().toString(),
                name,
                OperatorRole.OPERATOR,
                OperatorToken.hash(OperatorToken.random()),
                Instant.parse("2027-01-01T00:00:00Z"),
                null);
    }
}
