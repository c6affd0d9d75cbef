package io.parley.infra.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.purge.SigningKeys.SigningKey;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyFileTest {

    /** As {@code openssl genpkey -algorithm ed25519} makes it, and {@code openssl pkey -pubout}. */
    private static final String FOREIGN = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """;

    private static final String FOREIGN_PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file() {
        return folder.resolve("signing-key.pem");
    }

    private Ed25519Signer start() {
        return new SigningKeyFile(file()).open();
    }

    @Test
    void theFirstStartMakesAKeyThatOnlyItsOwnerMayReadAndKeepsItsPublicPartBesideIt() throws IOException {
        String keyId = start().all().get(0).keyId();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file())).startsWith("-----BEGIN PRIVATE KEY-----\n");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file(), folder.resolve("signing-key." + keyId + ".pub.pem"));
        }
    }

    @Test
    void aLaterStartHasTheSameKey() {
        assertThat(start().all()).isEqualTo(start().all()).hasSize(1);
    }

    @Test
    void aKeyThatWasMadeElsewhereIsTakenAndItsPublicPartIsFound() throws IOException {
        Files.writeString(file(), FOREIGN);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));

        assertThat(start().all()).extracting(SigningKey::publicKey).containsExactly(FOREIGN_PUBLIC);
    }

    @Test
    void aKeyThatWasReplacedIsStillListedAfterTheOneThatSigns() throws IOException {
        SigningKey old = start().all().get(0);
        Files.delete(file());

        List<SigningKey> keys = start().all();

        assertThat(keys).hasSize(2).last().isEqualTo(old);
        assertThat(keys.get(0).keyId()).isNotEqualTo(old.keyId());
    }

    @Test
    void nodesThatStartAtOnceMakeOneKey() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> starts = IntStream.range(0, 8)
                    .<Callable<String>>mapToObj(i -> () -> start().all().get(0).keyId())
                    .toList();
            assertThat(threads.invokeAll(starts).stream()
                            .map(SigningKeyFileTest::result)
                            .distinct())
                    .hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static String result(Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aKeyThatIsOpenToOthersIsRefused() throws IOException {
        start();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(this::start)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("open to other users")
                .hasMessageContaining("signing key file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key, but a password: hunter2",
                "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n"
            })
    void whatIsNoKeyIsRefusedAndNotQuoted(String content) throws IOException {
        start();
        Files.writeString(file(), content);

        assertThatThrownBy(this::start)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("no Ed25519 key")
                .hasNoCause()
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aPublicKeyThatIsNoneStopsTheStart() throws IOException {
        start();
        Files.writeString(folder.resolve("signing-key.old.pub.pem"), "nothing");

        assertThatThrownBy(this::start)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("signing-key.old.pub.pem is no Ed25519 public key");
    }

    @Test
    void aFolderThatDoesNotExistIsNotMade() {
        SigningKeyFile lost = new SigningKeyFile(folder.resolve("nowhere").resolve("key.pem"));

        assertThatThrownBy(lost::open)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("does not exist")
                .hasMessageContaining("PARLEY_SIGNING_KEY");
    }
}
