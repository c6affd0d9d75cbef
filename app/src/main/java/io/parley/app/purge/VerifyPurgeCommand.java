package io.parley.app.purge;

import io.parley.app.beside.KeyOption;
import io.parley.app.beside.PublicKeys;
import io.parley.app.client.ClientFailure;
import io.parley.app.client.ServerUrl;
import io.parley.app.terminal.Report;
import io.parley.infra.purge.CertificateCheck;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Checks certificates of destruction without the server, and, if asked for, whether what they say is gone can still be had. */
@Command(
        name = "verify-purge",
        mixinStandardHelpOptions = true,
        description =
                "Check purge certificates: offline by their signature, and against a server, its database or a backup.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every certificate is genuine, and nothing was found",
            "1:a certificate is altered or forged, or something was found",
            "2:it could not be checked"
        },
        footer = {
            "",
            "FILE has one certificate, or what GET /v1/chats/{chatId}/purges answers.",
            "",
            "--against asks as a member would: PARLEY_TOKEN has the access token of somebody who was in the chat, for nobody else",
            "might be answered with a message, were it still there. No operator's token is: operators cannot read messages.",
            "",
            "--against-database asks the tables themselves, in a transaction that only reads: for the keys and those below them, for rows",
            "of the messages, and whether any key there opens what the log has of them. Without a URL it is the server's database, by",
            "the same settings: PARLEY_DATA_DIR, or PARLEY_DB_URL; PARLEY_DB_USER and PARLEY_DB_PASSWORD.",
            "",
            "--backup finds the keys in a backup from before, of course. With the server's master key file they are tried: after a",
            "rotation they open no more.",
            "",
            "Example:",
            "  curl -H \"Authorization: Bearer $PARLEY_TOKEN\" http://127.0.0.1:8080/v1/chats/$CHAT/purges > purges.json",
            "  ./parley verify-purge purges.json --against http://127.0.0.1:8080 --backup /backups/monday",
            "  ./parley verify-purge purges.json --against-database jdbc:postgresql://db.example.org/parley"
        })
public final class VerifyPurgeCommand implements Callable<Integer> {

    private static final int GENUINE = 0;
    private static final int WRONG = 1;
    private static final int UNCHECKED = 2;
    private static final long LARGEST = 256 << 20;

    @Parameters(paramLabel = "FILE", description = "The certificate, or several.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private KeyOption keys;

    @Option(names = "--against", paramLabel = "URL", description = "Try to get from this server what should be gone.")
    private @Nullable URI server;

    @Option(
            names = "--against-database",
            paramLabel = "URL",
            arity = "0..1",
            fallbackValue = "",
            description = "Try to find in this database what should be gone (without a URL: in the server's).")
    private @Nullable String database;

    @Option(
            names = "--quiet",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "After how long without an event a stream has brought all (default: ${DEFAULT-VALUE}).")
    private int quiet;

    @Option(
            names = "--backup",
            paramLabel = "FOLDER",
            description = "Look for the keys in this backup; may be repeated.")
    private @Nullable List<Path> backups;

    @Option(
            names = "--master-key",
            paramLabel = "FILE",
            description =
                    "The server's master key file, to try the keys that are found (default: the server's, if it is here).")
    private @Nullable Path masterKey;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Map<String, String> environment;

    /** One that takes what is not on the command line from the environment. */
    public VerifyPurgeCommand() {
        this(System.getenv());
    }

    VerifyPurgeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        requireLook();
        try {
            CertificateCheck check = new CertificateCheck(new PublicKeys(environment).read(keys.files()));
            List<JsonNode> certificates = CertificateCheck.parse(content());
            Report report = new Report(spec.commandLine().getOut());
            try (Places places = Places.open(wanted(), environment, report)) {
                for (JsonNode certificate : certificates) {
                    verify(certificate, check, places, report);
                }
            }
            return outcome(certificates.size(), report);
        } catch (IllegalArgumentException e) {
            return unchecked(file + " has no certificate: " + e.getMessage() + ".");
        } catch (IOException | ClientFailure | StartupProblem e) {
            return unchecked(String.valueOf(e.getMessage()));
        }
    }

    private Places.Wanted wanted() {
        return new Places.Wanted(
                server, Duration.ofSeconds(quiet), database, backups == null ? List.of() : backups, masterKey);
    }

    private void requireLook() {
        if (quiet < 1 || quiet > 60) {
            throw new ParameterException(spec.commandLine(), "--quiet must be between 1 and 60.");
        }
        if (server != null && !ServerUrl.isOne(server)) {
            throw new ParameterException(spec.commandLine(), "--against must be like http://127.0.0.1:8080");
        }
        if (server != null && environment.getOrDefault("PARLEY_TOKEN", "").isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "PARLEY_TOKEN is not set: --against needs the access token of a member.");
        }
        if (database != null && !database.isEmpty() && !database.startsWith("jdbc:postgresql:")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--against-database must be like jdbc:postgresql://db.example.org/parley, or have nothing after it.");
        }
    }

    private String content() throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " is too large for certificates.");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + file + ".");
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is no text in UTF-8.");
        }
    }

    private static void verify(JsonNode json, CertificateCheck check, Places places, Report report) throws IOException {
        report.title(Certificate.title(json));
        CertificateCheck.Result result = check.of(json);
        result.passed().forEach(report::fine);
        result.failed().forEach(report::wrong);
        result.notes().forEach(report::note);
        if (result.isGenuine()) {
            places.look(json);
        }
    }

    private int outcome(int certificates, Report report) {
        if (certificates == 0) {
            return unchecked(file + " has no certificate.");
        }
        report.title(
                report.isGood()
                        ? "All %d are genuine%s."
                                .formatted(
                                        certificates,
                                        wanted().none() ? "" : ", and nothing was found that could be read")
                        : "NOT all is right.");
        return report.isGood() ? GENUINE : WRONG;
    }

    private int unchecked(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return UNCHECKED;
    }
}
