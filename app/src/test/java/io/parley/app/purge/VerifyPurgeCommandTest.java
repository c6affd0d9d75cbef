package io.parley.app.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.node.ObjectNode;

class VerifyPurgeCommandTest {

    private static final String FOUND = """
            {"items":[{"messageId":"%s","chatId":"%s","sequence":2,"text":"still here"}],"next":null}""".formatted(TestCertificate.messageId(2), TestCertificate.CHAT);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final TestCertificate issuer = new TestCertificate();

    @SuppressWarnings("NullAway.Init")
    private FakeServer server;

    @BeforeEach
    void begin() throws IOException {
        server = new FakeServer();
        Files.writeString(folder.resolve("signing-key.0123.pub.pem"), issuer.publicKey());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aGenuineCertificateIsConfirmedByTheKeyInTheDataFolderAlone() throws IOException {
        assertThat(verify(issuer.purge(3))).isZero();

        assertThat(out.toString())
                .contains(
                        "purge of 3 messages, chat " + TestCertificate.CHAT,
                        "  ok    form: version 1",
                        "  ok    signature: made by the key " + issuer.keyId(),
                        "  ok    digest: right, over 3 messages",
                        "  note  rotation: still due",
                        "All 1 are genuine.");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void oneAlteredCertificateAmongOthersIsWrong() throws IOException {
        ObjectNode altered = issuer.purge(3).put("position", 10);

        assertThat(verify("{\"items\":[%s,%s],\"next\":null}".formatted(issuer.purge(2), altered)))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains("  WRONG signature: not made by the key " + issuer.keyId(), "NOT all is right.");
    }

    /** What was said, wherever its lines end. */
    private String words() {
        return out.toString().replaceAll("\\s+", " ");
    }

    @Test
    void aKeyThatIsNotGivenIsNamed() throws IOException {
        TestCertificate stranger = new TestCertificate();

        assertThat(verify(stranger.purge(3))).isEqualTo(1);
        assertThat(words())
                .contains("made by the key " + stranger.keyId() + ", which is none of those given (" + issuer.keyId());

        Path key = Files.writeString(folder.resolve("their-key.pem"), stranger.publicKey());
        assertThat(verify(stranger.purge(3).toString(), "--key", key.toString()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "{\"items\":[]}"})
    void whatHasNoCertificateCannotBeChecked(String text) throws IOException {
        assertThat(verify(text)).isEqualTo(2);
        assertThat(err.toString()).contains("certificates.json has no certificate");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThat(run(folder.resolve("nothing.json").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There is no file", "nothing.json");

        Files.delete(folder.resolve("signing-key.0123.pub.pem"));
        assertThat(verify(issuer.purge(3))).isEqualTo(2);
        assertThat(err.toString()).contains("There is no public key in " + folder, "--key");
    }

    @Test
    void aServerThatHasNothingIsAskedInEveryWayAndSoReported() throws IOException {
        assertThat(against(issuer.purge(3))).isZero();

        assertThat(out.toString())
                .contains(
                        "  ok    history, 1 pages: nothing of it",
                        "  ok    receipts of 3 messages: nothing of it",
                        "  ok    inbox, 1 pages: nothing of it",
                        "  ok    stream from the beginning, 0 events: nothing of it",
                        "and nothing was found");
        assertThat(server.requests)
                .contains(
                        "/v1/chats/%s/messages?limit=100&after=0 Bearer token".formatted(TestCertificate.CHAT),
                        "/v1/chats/%s/messages/%s/receipts Bearer token"
                                .formatted(TestCertificate.CHAT, TestCertificate.messageId(3)),
                        "from 0");
    }

    @Test
    void whatIsInTheHistoryIsFound() throws IOException {
        server.history = FOUND;

        assertThat(against(issuer.purge(3))).isEqualTo(1);
        assertThat(out.toString()).contains("WRONG history, 2 pages: 1 of the messages are there");
    }

    @Test
    void whatHasReceiptsIsFound() throws IOException {
        server.receipts = "{\"state\":\"sent\",\"members\":[]}";

        assertThat(against(issuer.purge(3))).isEqualTo(1);
        assertThat(out.toString()).contains("WRONG receipts of 3 messages: 3 are there");
    }

    @Test
    void whatTheInboxShowsIsFound() throws IOException {
        server.inbox = """
                {"items":[{"chatId":"%s","lastMessage":{"messageId":"other","sequence":3,"text":"x"}}],"next":null}""".formatted(TestCertificate.CHAT);

        assertThat(against(issuer.purge(3))).isEqualTo(1);
        assertThat(out.toString()).contains("WRONG inbox, 1 pages: it shows one of the messages");
    }

    @Test
    void whatAResumedStreamBringsIsFoundAndWhatIsOfOtherChatsIsNot() throws IOException {
        String other = FOUND.replace(TestCertificate.CHAT, UUID.randomUUID().toString());
        server.stream = ": hello\n\nid: 1\n\n" + event(1, "message", other) + event(2, "chat", "{}");
        assertThat(against(issuer.retraction())).isZero();
        assertThat(out.toString()).contains("ok    stream from the beginning, 2 events: nothing of it");

        server.stream += event(3, "message", FOUND);
        assertThat(against(issuer.purge(3))).isEqualTo(1);
        assertThat(out.toString())
                .contains("WRONG stream from the beginning, 3 events: 1 of the messages were brought");
    }

    private static String event(int id, String type, String list) {
        String data = list.replaceFirst("^\\{\"items\":\\[(.*)],\"next\":null}$", "$1");
        return "id: %d\nevent: %s\ndata: %s\n\n".formatted(id, type, data);
    }

    @Test
    void theTombstoneOfARetractedMessageIsNoFind() throws IOException {
        server.history = """
                {"items":[{"messageId":"%s","chatId":"%s","sequence":1,"retracted":true}],"next":null}""".formatted(TestCertificate.messageId(1), TestCertificate.CHAT);
        assertThat(against(issuer.retraction())).isZero();

        server.history = server.history.replace("\"retracted\":true", "\"retracted\":true,\"text\":\"still here\"");
        assertThat(against(issuer.retraction())).isEqualTo(1);
    }

    @Test
    void withoutATokenNoServerIsAsked() throws IOException {
        Path file = write(issuer.purge(3).toString());

        assertThat(execute(Map.of(), file.toString(), "--against", server.url()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("PARLEY_TOKEN is not set");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void aBackupWithoutTheKeysIsFineAndOneWithThemSaysUnderWhatTheyLie() throws IOException {
        Path backup = Files.createDirectories(folder.resolve("backup"));
        Path keyring = Files.createDirectories(backup.resolve("keyring")).resolve("keyring.copy.gz");
        row(keyring, UUID.randomUUID().toString(), "kek:7");
        assertThat(verify(issuer.purge(3).toString(), "--backup", backup.toString()))
                .isZero();
        assertThat(words()).contains("keyring.copy.gz, 1 keys: nothing of it", "and nothing was found");

        row(keyring, TestCertificate.KEY, "kek:7", UUID.randomUUID().toString(), TestCertificate.KEY);
        assertThat(verify(issuer.purge(3).toString(), "--backup", backup.toString()))
                .isEqualTo(1);
        assertThat(words())
                .contains(
                        "WRONG",
                        "the key " + TestCertificate.KEY + " is there, under kek:7; 1 keys below them are there",
                        "whether they still open, the server's master key file tells (--master-key)");
    }

    @Test
    void aDatabaseThatCannotBeHadIsNoReasonToTrustTheCertificate() throws IOException {
        assertThat(verify(issuer.purge(3).toString(), "--against-database")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no database in " + folder);

        assertThat(verify(issuer.purge(3).toString(), "--against-database", "jdbc:postgresql://127.0.0.1:1/parley"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("The database cannot be searched: Connection to 127.0.0.1:1 refused");
        assertThat(out.toString()).doesNotContain("nothing was found");
    }

    @Test
    void whatIsNoDatabaseIsRefusedBeforeAnythingIsRead() throws IOException {
        assertThat(verify(issuer.purge(3).toString(), "--against-database", "certificates.json"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--against-database must be like jdbc:postgresql:");
        assertThat(out.toString()).doesNotContain("genuine");
    }

    @Test
    void aMasterKeyFileThatIsNamedAndMissingIsAskedFor() throws IOException {
        Path backup = Files.createDirectories(folder.resolve("backup").resolve("keyring"));
        row(backup.resolve("keyring.copy.gz"), TestCertificate.KEY, "kek:7");
        Path missing = folder.resolve("key.json");

        assertThat(verify(
                        issuer.purge(3).toString(), "--backup", backup.toString(), "--master-key", missing.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("The master key file " + missing + " is missing");
    }

    @Test
    void aFolderThatIsNoBackupIsNamed() throws IOException {
        assertThat(verify(issuer.purge(3).toString(), "--backup", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("There is no keyring.copy.gz in " + folder);
    }

    /** Rows as COPY writes them: keys, and what each is wrapped by. */
    private static void row(Path file, String... keys) throws IOException {
        try (Writer rows =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            for (int i = 0; i < keys.length; i += 2) {
                rows.write(keys[i] + "\tchat\towner\t" + keys[i + 1] + "\t\\\\x00ff\t2026-03-01 12:00:00+00\tf\n");
            }
        }
    }

    private int against(ObjectNode certificate) throws IOException {
        Path file = write(certificate.toString());
        return execute(
                Map.of("PARLEY_TOKEN", "token", "PARLEY_DATA_DIR", folder.toString()),
                file.toString(),
                "--against",
                server.url(),
                "--quiet",
                "1");
    }

    private int verify(ObjectNode certificate) throws IOException {
        return verify(certificate.toString());
    }

    private int verify(String text, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(0, write(text).toString());
        return run(all.toArray(String[]::new));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("certificates.json"), text);
    }

    private int run(String... arguments) {
        return execute(Map.of("PARLEY_DATA_DIR", folder.toString()), arguments);
    }

    private int execute(Map<String, String> environment, String... arguments) {
        return new CommandLine(new VerifyPurgeCommand(environment))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
