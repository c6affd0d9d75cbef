package io.parley.app.audit;

import io.parley.audit.proof.PublishedRoot;
import io.parley.infra.seal.Seal;
import io.parley.infra.seal.SealTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley audit root}. */
@Command(
        name = "root",
        mixinStandardHelpOptions = true,
        description = "Show the last seal, which stands for the whole log, and keep it elsewhere.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is shown, and where it was to go", "1:it could not be put there", "2:there is none"},
        footer = {
            "",
            "A root that lies where nobody who may change the database may change it",
            "shows later whether the log was cut off or written anew: give it to",
            "./parley audit verify --root. To a URL it goes by POST, as JSON.",
            "",
            "Example:",
            "  ./parley audit root --publish /mnt/elsewhere/monday.json",
        })
final class AuditRoot implements Callable<Integer> {

    private static final int UNPUBLISHED = 1;
    private static final int NONE = 2;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LogDatabase database;

    @Option(names = "--publish", paramLabel = "FILE|URL", description = "Put it there too.")
    private @Nullable String place;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try {
            return database.run(System.getenv(), server -> {
                Optional<Seal> last;
                try (Connection connection = LogDatabase.open(server)) {
                    last = new SealTable(connection).last();
                }
                return last.isPresent() ? show(last.get()) : none("Nothing is sealed yet.");
            });
        } catch (IOException e) {
            return none(String.valueOf(e.getMessage()));
        }
    }

    private int none(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return NONE;
    }

    private int show(Seal seal) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, "seal      %,d", seal.number()));
        out.println(String.format(Locale.ROOT, "position  %,d", seal.lastPosition()));
        out.println("sealed    " + seal.sealedAt());
        out.println("hash      " + HexFormat.of().formatHex(seal.hash()));
        out.println("key       " + seal.keyId());
        return place == null ? 0 : publish(seal, place);
    }

    private int publish(Seal seal, String where) throws InterruptedException {
        try {
            if (where.startsWith("http://") || where.startsWith("https://")) {
                RootPost.send(URI.create(where), PublishedRoot.of(seal));
            } else {
                WholeFile.write(Path.of(where), out -> out.write(PublishedRoot.of(seal)));
            }
            spec.commandLine().getOut().println("published " + where);
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            spec.commandLine().getErr().println("It could not be put to " + where + ": " + e.getMessage());
            return UNPUBLISHED;
        }
    }
}
