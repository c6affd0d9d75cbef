package io.parley.infra.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.command.chat.ChatKeys;
import io.parley.command.message.MessageVault;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageReader;
import io.parley.contract.session.TokenKeys;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringStartTest {

    private static final MessageContent CONTENT = new MessageContent("still here", List.of(), List.of());

    @TempDir
    private Path folder;

    private DataSource database;

    @BeforeEach
    void makeDatabase() {
        database = TestNode.migrate(TestPostgres.freshDatabase());
    }

    private Path keyFile() {
        return folder.resolve("master-key.json");
    }

    private TestNode start() {
        return TestNode.start(database, folder);
    }

    private static void assertRefused(ThrowingCallable start, String... words) {
        assertThatThrownBy(start).satisfies(failure -> assertThat(problem(failure))
                .hasMessageContainingAll(words)
                .message()
                .doesNotContain("\n"));
    }

    private static Throwable problem(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof StartupProblem)) {
            cause = cause.getCause();
        }
        assertThat(cause).isInstanceOf(StartupProblem.class);
        return cause;
    }

    @Test
    void afterARestartWithTheSameFileEverythingIsRead() {
        ChatId chat = ChatId.random();
        byte[] signingKey;
        byte[] handleMac;
        Ciphertext sealed;
        try (TestNode first = start()) {
            signingKey = first.get(TokenKeys.class).signingKey();
            handleMac = first.get(ServiceKeys.class).indexMac("handle", new byte[] {1});
            sealed = first.inTransaction(() -> {
                        first.get(ChatKeys.class).create(chat);
                        return first.get(MessageVault.class).seal(chat, MessageId.random(), CONTENT, null);
                    })
                    .content();
        }

        try (TestNode second = start()) {
            assertThat(second.get(TokenKeys.class).signingKey()).hasSize(32).isEqualTo(signingKey);
            assertThat(second.get(ServiceKeys.class).indexMac("handle", new byte[] {1}))
                    .isEqualTo(handleMac);
            assertThat(second.get(MessageReader.class).read(List.of(sealed))).containsEntry(sealed, CONTENT);
        }
    }

    @Test
    void theKeyFileMayLieElsewhere() throws IOException {
        start().close();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("key.json");
        Files.move(keyFile(), elsewhere);

        try (TestNode node = TestNode.start(database, folder, Map.of("parley.keys.master-key", elsewhere.toString()))) {
            assertThat(node.get(TokenKeys.class).signingKey()).hasSize(32);
        }
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void aKeyFileThatWasLostIsRefusedAndNotMadeAnew() throws IOException {
        start().close();
        Files.delete(keyFile());

        assertRefused(this::start, keyFile().toString(), "is missing", "put it back");
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void anotherInstallationsKeyFileIsRefused() throws IOException {
        start().close();
        Files.writeString(keyFile(), KeysetKeys.generate());

        assertRefused(this::start, "is not the one", "PARLEY_MASTER_KEY");
    }

    @Test
    void aKeyFileThatOthersCanReadIsRefused() throws IOException {
        start().close();
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r--r--"));

        assertRefused(this::start, "open to other users", "chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-kms://arn:aws:kms:eu-west-1:1:key/1", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="})
    void aSettingThatNamesNoFileStopsTheStart(String setting) {
        assertRefused(
                () -> TestNode.start(database, folder, Map.of("parley.keys.master-key", setting)),
                "PARLEY_MASTER_KEY",
                "name");
    }

    @Test
    void nodesThatStartAtOnceShareTheirServiceKeys() throws Exception {
        start().close();
        database = TestNode.migrate(TestPostgres.freshDatabase());
        CyclicBarrier together = new CyclicBarrier(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<byte[]>> starts = IntStream.range(0, 4)
                    .<Callable<byte[]>>mapToObj(i -> () -> startTogether(together, i))
                    .toList();
            List<byte[]> keys = threads.invokeAll(starts).stream()
                    .map(KeyringStartTest::result)
                    .toList();

            assertThat(keys).allSatisfy(key -> assertThat(key).isEqualTo(keys.get(0)));
        } finally {
            threads.shutdownNow();
        }
    }

    private byte[] startTogether(CyclicBarrier together, int number) throws Exception {
        Path own = folder.resolve("node-" + number);
        together.await();
        Map<String, Object> settings =
                Map.of("parley.keys.master-key", keyFile().toString());
        try (TestNode node = TestNode.start(database, own, settings)) {
            return node.get(TokenKeys.class).signingKey();
        }
    }

    private static byte[] result(Future<byte[]> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
