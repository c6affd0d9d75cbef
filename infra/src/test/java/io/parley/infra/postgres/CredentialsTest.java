package io.parley.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir
    private Path folder;

    @Test
    void theyAreReplacedAsAWholeWhateverAnEarlierTryHasLeft() throws IOException {
        Path file = folder.resolve("database.passwords");
        Files.writeString(file, "postgres=one%nparley=two%n".formatted());
        Files.writeString(folder.resolve("database.passwords.unfinished"), "postg");

        Credentials complete = Credentials.read(file).complete();
        complete.write(file);

        assertThat(complete.administrator()).isEqualTo("one");
        assertThat(complete.owner()).isNotEmpty();
        assertThat(Credentials.read(file)).isEqualTo(complete);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly("database.passwords");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
