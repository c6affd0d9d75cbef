package io.parley.infra.keyring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeysTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final byte[] CONTEXT = {1, 2, 3};

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private RotatingKeys keys;

    @SuppressWarnings("NullAway.Init")
    private RotatingKeys ofAnotherNode;

    private Path file() {
        return folder.resolve("master-key.json");
    }

    @BeforeEach
    void open() {
        keys = new KeyFile(file()).open(() -> false);
        ofAnotherNode = new KeyFile(file()).open(() -> true);
    }

    @Test
    void aNewKeyWrapsWhatIsNewOnAllNodesAndTheOldOneStillUnwraps() throws Exception {
        String old = keys.currentId();
        byte[] wrapped = keys.wrap(old, SECRET, CONTEXT);
        String id = keys.newId();

        keys.add(id);

        assertThat(keys.currentId()).isEqualTo(id).isEqualTo(ofAnotherNode.currentId());
        assertThat(keys.ids()).containsExactlyInAnyOrder(old, id);
        assertThat(ofAnotherNode.unwrap(old, wrapped, CONTEXT)).isEqualTo(SECRET);
    }

    @Test
    void whatAnotherNodeWrappedByAKeyThatIsNewHereIsUnwrapped() throws Exception {
        String id = keys.newId();
        ofAnotherNode.add(id);
        byte[] wrapped = ofAnotherNode.wrap(id, SECRET, CONTEXT);

        assertThat(keys.unwrap(id, wrapped, CONTEXT)).isEqualTo(SECRET);
    }

    @Test
    void aKeyThatIsAddedAgainStaysTheSame() throws Exception {
        String id = keys.newId();
        keys.add(id);
        byte[] wrapped = keys.wrap(id, SECRET, CONTEXT);

        ofAnotherNode.add(id);

        assertThat(new KeyFile(file()).open(() -> true).unwrap(id, wrapped, CONTEXT))
                .isEqualTo(SECRET);
    }

    @Test
    void ofAllKeysOneIsKept() throws Exception {
        String old = keys.currentId();
        byte[] wrapped = keys.wrap(old, SECRET, CONTEXT);
        String id = keys.newId();
        keys.add(id);

        keys.keepOnly(id);

        assertThat(keys.ids()).containsExactly(id);
        assertThatThrownBy(() -> keys.unwrap(old, wrapped, CONTEXT)).isInstanceOf(GeneralSecurityException.class);
        assertThat(Files.readString(file())).doesNotContain(old.substring("kek:".length()));
    }

    @Test
    void theLastKeyIsNotTakenAway() {
        String only = keys.currentId();

        assertThatThrownBy(() -> keys.keepOnly("kek:1")).isInstanceOf(IllegalStateException.class);
        assertThat(keys.ids()).containsExactly(only);
    }

    @Test
    void theFileStaysItsOwnersAndNothingIsLeftBesideItThatHoldsKeys() throws IOException {
        Files.writeString(folder.resolve("master-key.json.0-1-2-3-4.new"), "what somebody left who was killed");
        keys.add(keys.newId());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).allSatisfy(one -> assertThat(one.getFileName().toString())
                    .isIn("master-key.json", "master-key.json.lock"));
        }
        assertThat(folder.resolve("master-key.json.lock")).isEmptyFile();
    }

    @Test
    void aNameThatPointsToTheFileStillDoes() throws IOException {
        Path link = folder.resolve("link.json");
        Files.createSymbolicLink(link, file());
        RotatingKeys linked = new KeyFile(link).open(() -> true);

        linked.add(linked.newId());

        assertThat(link).isSymbolicLink();
        assertThat(keys.currentId()).isEqualTo(linked.currentId());
    }

    @Test
    void aFileThatMayOnlyBeReadIsNotChanged() throws IOException {
        String before = Files.readString(file());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));

        assertThatThrownBy(keys::requireChangeable)
                .isInstanceOf(KeysFixedException.class)
                .hasMessageContaining(file().toString());
        assertThatThrownBy(() -> keys.add(keys.newId())).isInstanceOf(KeysFixedException.class);
        assertThat(Files.readString(file())).isEqualTo(before);
    }

    @Test
    void whileTheFileCannotBeReadWhatWasInItIsUsed() throws Exception {
        String current = keys.currentId();
        Files.writeString(file(), "no keyset");

        assertThat(keys.currentId()).isEqualTo(current);
        assertThatThrownBy(keys::refresh)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("no Tink keyset")
                .hasNoCause();
    }
}
