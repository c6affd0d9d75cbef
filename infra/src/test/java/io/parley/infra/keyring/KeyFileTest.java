package io.parley.infra.keyring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final byte[] CONTEXT = {1, 2, 3};

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("master-key.json");
    }

    private KeyEncryptionKeys firstStart() {
        return new KeyFile(file()).open(() -> false);
    }

    private KeyEncryptionKeys laterStart() {
        return new KeyFile(file()).open(() -> true);
    }

    @Test
    void theFirstStartMakesAFileThatOnlyItsOwnerMayReadAndNothingElse() throws IOException {
        firstStart();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void aLaterStartUnwrapsWhatTheFirstOneWrapped() throws GeneralSecurityException {
        KeyEncryptionKeys first = firstStart();
        byte[] wrapped = first.wrap(first.currentId(), SECRET, CONTEXT);

        KeyEncryptionKeys later = laterStart();

        assertThat(later.currentId()).isEqualTo(first.currentId());
        assertThat(later.unwrap(first.currentId(), wrapped, CONTEXT)).isEqualTo(SECRET);
    }

    @Test
    void whatIsWrappedUnwrapsInItsOwnContextOnly() throws GeneralSecurityException {
        KeyEncryptionKeys keys = firstStart();
        byte[] wrapped = keys.wrap(keys.currentId(), SECRET, CONTEXT);

        assertThatThrownBy(() -> keys.unwrap(keys.currentId(), wrapped, new byte[] {1, 2, 4}))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void afterARotationTheNewKeyWrapsAndTheOldOneStillUnwraps() throws Exception {
        KeyEncryptionKeys keys = firstStart();
        String before = keys.currentId();
        byte[] wrapped = keys.wrap(before, SECRET, CONTEXT);
        KeysetHandle keyset =
                TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file()), InsecureSecretKeyAccess.get());
        KeysetHandle.Builder rotated = KeysetHandle.newBuilder(keyset)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary());
        Files.writeString(
                file(), TinkJsonProtoKeysetFormat.serializeKeyset(rotated.build(), InsecureSecretKeyAccess.get()));

        KeyEncryptionKeys after = laterStart();

        assertThat(after.currentId()).isNotEqualTo(before);
        assertThat(after.unwrap(before, wrapped, CONTEXT)).isEqualTo(SECRET);
        assertThat(keys.currentId()).as("whoever runs already sees it too").isEqualTo(after.currentId());
    }

    @Test
    void nodesThatStartAtOnceMakeOneFile() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> starts = IntStream.range(0, 8)
                    .<Callable<String>>mapToObj(i -> () -> firstStart().currentId())
                    .toList();

            List<String> ids = threads.invokeAll(starts).stream()
                    .map(KeyFileTest::result)
                    .distinct()
                    .toList();

            assertThat(ids).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static String result(java.util.concurrent.Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    void aFileThatIsOpenToOthersIsRefused(String permissions) throws IOException {
        firstStart();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(this::laterStart)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("open to other users")
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aFileThatItsOwnerMayOnlyReadIsFine() throws IOException {
        firstStart();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));

        assertThat(laterStart().currentId()).startsWith("kek:");
    }

    @Test
    void aFileThatWasLostIsNeverReplacedByANewOne() {
        assertThatThrownBy(this::laterStart)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("is missing")
                .hasMessageContaining("put it back");
        assertThat(file()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "no keyset, but a password: hunter2", "{\"primaryKeyId\": 7, \"key\": []}"})
    void aFileThatIsNoKeysetIsRefusedAndNotQuoted(String content) throws IOException {
        firstStart();
        Files.writeString(file(), content);

        assertThatThrownBy(this::laterStart)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("no Tink keyset")
                .hasNoCause()
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aKeysetOfShorterKeysIsRefused() throws Exception {
        firstStart();
        KeysetHandle weak = KeysetHandle.generateNew(PredefinedAeadParameters.AES128_GCM);
        Files.writeString(file(), TinkJsonProtoKeysetFormat.serializeKeyset(weak, InsecureSecretKeyAccess.get()));

        assertThatThrownBy(this::laterStart).isInstanceOf(StartupProblem.class).hasMessageContaining("AES-256-GCM");
    }

    @Test
    void aFolderIsNoKeyFile() throws IOException {
        Files.createDirectory(file());

        assertThatThrownBy(this::firstStart).isInstanceOf(StartupProblem.class).hasMessageContaining("no Tink keyset");
    }

    @Test
    void aFileInAFolderThatDoesNotExistIsNotMade() {
        KeyFile lost = new KeyFile(folder.resolve("nowhere").resolve("key.json"));

        assertThatThrownBy(() -> lost.open(() -> false))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("does not exist");
    }
}
