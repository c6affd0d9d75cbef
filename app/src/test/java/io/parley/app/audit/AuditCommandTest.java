package io.parley.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.audit.doctor.CheckResult;
import io.parley.infra.signing.Ed25519Signer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the command line says; what is found out is tested where that is done, and as a whole by AuditIT. */
class AuditCommandTest {

    private static final int WIDTH = 80;
    private static final String ID = "00000000-0000-4000-8000-00000000000a";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new AuditCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String publicKey() throws IOException {
        return Files.writeString(
                        folder.resolve("key.pem"),
                        Ed25519Signer.withNewKey().all().get(0).publicKey())
                .toString();
    }

    @Test
    void withoutACommandItSaysWhichThereAre() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .contains("verify", "root", "proof", "check", "log", "show", "chat", "diff", "histories", "doctor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify",
                "root",
                "proof",
                "check",
                "log",
                "show",
                "chat",
                "diff",
                "capsule",
                "histories",
                "doctor"
            })
    void eachExplainsItselfByAnExampleInEightyColumns(String command) {
        assertThat(run(command, "--help")).isZero();

        assertThat(out.toString())
                .startsWith("Usage: audit " + command)
                .contains("Exit codes:", "Example", "./parley audit " + command);
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDTH));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithHelp() throws IOException {
        String key = publicKey();
        assertThat(run("verify", "--threads", "0")).isEqualTo(2);
        assertThat(run("verify", "--database", "mysql://x", "--key", key)).isEqualTo(2);
        assertThat(run("proof", "../etc/passwd")).isEqualTo(2);
        assertThat(run("proof")).isEqualTo(2);
        assertThat(run("check")).isEqualTo(2);
        assertThat(run("histories")).isEqualTo(2);
        assertThat(run("log", "--last", "-1")).isEqualTo(2);
        assertThat(run("log", "--chat", "nonsense")).isEqualTo(2);
        assertThat(run("show", "nonsense")).isEqualTo(2);
        assertThat(run("chat", ID, "--as-of", "noon")).isEqualTo(2);
        assertThat(run("diff", ID)).isEqualTo(2);
        assertThat(run("capsule")).isEqualTo(2);
        assertThat(run("capsule", "--from", "noon")).isEqualTo(2);
        assertThat(run("capsule", "--from", "1", "--reveal")).isEqualTo(2);
        assertThat(run("doctor", "--only", "everything")).isEqualTo(2);
        assertThat(run("log", "--since", "yesterday")).isEqualTo(2);
        assertThat(run("log", "--json", "--csv")).isEqualTo(2);
        assertThat(run("show", ID, "--reveal", "--reason", "case 7")).isEqualTo(2);
        assertThat(run("chat", ID, "--reveal")).isEqualTo(2);
        assertThat(run("chat", ID, "--reason", "case 7")).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "--last must be a number of events",
                        "--reveal needs the message's --chat",
                        "--reveal needs a --reason",
                        "--reason belongs to --reveal",
                        "'yesterday' is neither like 2026-11-30 nor 2026-11-30T08:00:00Z",
                        "'noon' is neither a position nor like 2026-11-30T08:00:00Z",
                        "Missing required option: '--from=TIME|POSITION'",
                        "--json, --csv are mutually exclusive",
                        "'nonsense' is not an id like 00000000-0000",
                        "--threads must be between 1 and 64",
                        "--database must be like jdbc:postgresql:",
                        "CHAT must be a conversation's id",
                        "There is no check everything.",
                        "Usage: audit verify");
    }

    @Test
    void whatCannotBeHadIsSaidInOneSentence() throws IOException {
        String key = publicKey();
        assertThat(run("check", folder.resolve("none").toString(), "--key", key))
                .isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("There is no file %s.", folder.resolve("none"));

        err.getBuffer().setLength(0);
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "nonsense");
        assertThat(run("check", nonsense.toString(), "--key", key)).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("%s cannot be checked: a line of it is no JSON.", nonsense);

        err.getBuffer().setLength(0);
        assertThat(run("verify", "--root", nonsense.toString(), "--key", key)).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("%s has no published root: it is no JSON.", nonsense);

        err.getBuffer().setLength(0);
        assertThat(run("verify", "--key", key, "--database", "jdbc:postgresql://127.0.0.1:1/parley"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("The database cannot be read: ").doesNotContain("\tat ");
    }

    @Test
    void aTextGivesTheTerminalNoOrders() {
        var json = JsonNodeFactory.instance.objectNode().put("gone", false).put("text", "a\u001b[2Jb\u202ec");

        assertThat(Reveal.text(json)).isEqualTo("a\uFFFD[2Jb\uFFFDc");
        assertThat(Reveal.text(JsonNodeFactory.instance.objectNode())).startsWith("(gone");
    }

    @Test
    void theDoctorSaysOneLineOfEachCheck() {
        assertThat(AuditDoctor.line(new CheckResult("keys", 0, List.of(), List.of(), "3 keys of messages", null)))
                .isEqualTo("ok           keys           3 keys of messages");
        assertThat(AuditDoctor.line(new CheckResult("keys", 2, List.of("a", "b"), List.of(), "3 keys", null)))
                .isEqualTo("WRONG        keys           2 places");
        assertThat(AuditDoctor.line(new CheckResult("chain", 0, List.of(), List.of(), "", "there is no key")))
                .isEqualTo("not checked  chain          there is no key");
    }

    @Test
    void progressSaysHowFastItGoesAndHowLongItWillTake() {
        assertThat(VerificationLine.text("event", 250_000, 1_000_000, Duration.ofSeconds(2)))
                .isEqualTo("250,000 of 1,000,000 events (25 %), 125,000/s, 0:06 left");
        assertThat(VerificationLine.text("event", 0, 0, Duration.ZERO))
                .isEqualTo("0 of 0 events (0 %), 0/s, 0:00 left");
    }
}
