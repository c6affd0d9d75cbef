package io.parley.app.audit;

import io.parley.audit.proof.ProofExport;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.seal.Seal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley audit proof}. */
@Command(
        name = "proof",
        mixinStandardHelpOptions = true,
        description = "Export what proves one conversation to somebody who has only a public key.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the bundle is written", "1:there is nothing to prove", "2:it could not be written"},
        footer = {
            "",
            "The bundle has the conversation's events as they lie in the log, encrypted as",
            "they are there, and of other conversations nothing but hashes.",
            "",
            "Example:",
            "  ./parley audit proof 019b2f6e-7c1a-7000-8000-3f2a5c9d1e44",
        })
final class AuditProof implements Callable<Integer> {

    private static final int NOTHING = 1;
    private static final int UNWRITTEN = 2;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LogDatabase database;

    @Parameters(paramLabel = "CHAT", description = "The conversation's id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String chat;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: CHAT.proof.jsonl).")
    private @Nullable Path file;

    @Option(
            names = "--root",
            paramLabel = "FILE",
            description = "The published root to which it is to lead (default: the last seal).")
    private @Nullable Path root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (!chat.matches("[A-Za-z0-9-]{1,64}")) {
            throw new ParameterException(spec.commandLine(), "CHAT must be a conversation's id.");
        }
        Path target = (file == null ? Path.of(chat + ".proof.jsonl") : file).toAbsolutePath();
        try {
            Seal anchor = root == null ? null : AuditInputs.root(root);
            return database.run(System.getenv(), server -> write(server, anchor, target));
        } catch (IllegalArgumentException e) {
            return failed(NOTHING, e.getMessage() + ".");
        } catch (IOException e) {
            return failed(UNWRITTEN, e.getMessage());
        }
    }

    private int failed(int code, @Nullable String sentence) {
        spec.commandLine().getErr().println(sentence);
        return code;
    }

    private int write(DatabaseServer server, @Nullable Seal anchor, Path target) throws IOException, SQLException {
        try (Connection connection = LogDatabase.open(server)) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            AtomicLong events = new AtomicLong();
            WholeFile.<SQLException>write(
                    target, out -> events.set(new ProofExport(connection).write(chat, anchor, out)));
            spec.commandLine()
                    .getOut()
                    .println(Count.of(events.get(), "event") + ", proved by " + target.getFileName());
            return 0;
        }
    }
}
