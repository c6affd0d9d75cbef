package io.parley.app.replay;

import io.parley.app.audit.LogDatabase;
import io.parley.audit.replay.Comparison;
import io.parley.audit.replay.ProjectionSource;
import io.parley.audit.replay.ReplayRefusal;
import io.parley.audit.replay.Replays;
import io.parley.audit.replay.Standing;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.wiring.AllProjections;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that rebuild read models beside those that serve. Without one it says which there are. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Rebuild a read model from the log while the old one serves, compare both, and switch.",
        footer = {
            "",
            "PROJECTION is user, chat, history, inbox, receipt, mailbox, session or",
            "degradation. All may be stopped at any moment, also by kill -9.",
            "",
            "Example:",
            "  ./parley replay start inbox && ./parley replay compare inbox &&",
            "    ./parley replay switch inbox && ./parley replay drop inbox",
        })
public final class ReplayCommand implements Runnable {

    private static final int DONE = 0;
    private static final int DIFFERS = 1;
    private static final int PAUSED = 1;
    private static final int NOT_DONE = 2;
    private static final String PROJECTION = "PROJECTION";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Fill new tables from the log until they are next to those that serve.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:they are next to them", "1:it was paused before", "2:it could not be done"},
            footer = {"", "Example:", "  ./parley replay start inbox --rate 5000"})
    int start(@Parameters(paramLabel = PROJECTION) String projection, @Mixin LogDatabase database, @Mixin Pace pace)
            throws InterruptedException {
        return with(database, pace.batch(), replays -> filled(projection, replays.start(projection, pace.begun())));
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Go on where it was paused or stopped.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:they are next to them", "1:it was paused before", "2:it could not be done"},
            footer = {"", "Example:", "  ./parley replay resume inbox"})
    int resume(@Parameters(paramLabel = PROJECTION) String projection, @Mixin LogDatabase database, @Mixin Pace pace)
            throws InterruptedException {
        return with(database, pace.batch(), replays -> filled(projection, replays.resume(projection, pace.begun())));
    }

    /** Whoever has a line of commands wait for one another is not to go on from a pause. */
    private int filled(String projection, boolean filled) {
        out().println(
                        filled
                                ? "Next to what serves. Now: ./parley replay compare " + projection
                                : "Paused. To go on: ./parley replay resume " + projection);
        return filled ? DONE : PAUSED;
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Let the process that fills the tables stop.",
            footer = {"", "Example:", "  ./parley replay pause inbox"})
    int pause(@Parameters(paramLabel = PROJECTION) String projection, @Mixin LogDatabase database)
            throws InterruptedException {
        return with(database, replays -> {
            replays.pause(projection);
            out().printf("It stops after the batch in hand. To go on: ./parley replay resume %s%n", projection);
            return DONE;
        });
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Say which there are and how far they are.",
            footer = {"", "Example:", "  ./parley replay status"})
    int status(@Mixin LogDatabase database) throws InterruptedException {
        return with(database, replays -> {
            List<Standing> all = replays.all();
            out().println(all.isEmpty() ? "There is no replay." : " PROJECTION   UP TO POSITION  BESIDE WHAT SERVES");
            for (Standing one : all) {
                out().printf(
                                Locale.ROOT,
                                " %-12s %14d  %s%s%n",
                                one.projection(),
                                one.position(),
                                what(one),
                                one.parley().isEmpty() ? "" : ", by Parley " + one.parley());
            }
            return DONE;
        });
    }

    private static String what(Standing one) {
        if (one.switchedAt() != null) {
            return "the former tables, since " + one.switchedAt();
        }
        return one.paused() ? "rebuilt tables, paused" : "rebuilt tables";
    }

    @Command(
            name = "compare",
            mixinStandardHelpOptions = true,
            description = "Compare the tables with those that serve, both at one position of the log.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:both say the same", "1:they differ", "2:they could not be compared"},
            footer = {"", "Example:", "  ./parley replay compare inbox --differences 3"})
    int compare(
            @Parameters(paramLabel = PROJECTION) String projection,
            @Mixin LogDatabase database,
            @Mixin Pace pace,
            @Mixin Told told)
            throws InterruptedException {
        return with(
                database, pace.batch(), replays -> compared(replays.compare(projection, told.most(), pace.begun())));
    }

    @Command(
            name = "prove",
            mixinStandardHelpOptions = true,
            description = "Show that a read model is what the log says: rebuild it, compare, drop.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:it is", "1:it differs", "2:it could not be looked at"},
            footer = {"", "Example, to run each night:", "  ./parley replay prove inbox --rate 5000"})
    int prove(
            @Parameters(paramLabel = PROJECTION) String projection,
            @Mixin LogDatabase database,
            @Mixin Pace pace,
            @Mixin Told told)
            throws InterruptedException {
        return with(database, pace.batch(), replays -> compared(replays.prove(projection, told.most(), pace.begun())));
    }

    private int compared(Comparison comparison) {
        new ComparisonReport(out()).say(comparison);
        return comparison.isEqual() ? DONE : DIFFERS;
    }

    @Command(
            name = "switch",
            mixinStandardHelpOptions = true,
            description = "Let the tables take the place of those that serve, in one transaction.",
            footer = {
                "",
                "The former tables are kept until ./parley replay drop, and can serve again:",
                "",
                "Example:",
                "  ./parley replay switch inbox --back",
            })
    int switchTables(
            @Parameters(paramLabel = PROJECTION) String projection,
            @Option(names = "--back", description = "Let the former tables serve again.") boolean back,
            @Mixin LogDatabase database,
            @Mixin Pace pace)
            throws InterruptedException {
        return with(database, pace.batch(), replays -> {
            long position =
                    back ? replays.switchBack(projection, pace.begun()) : replays.switchOver(projection, pace.begun());
            String from = String.format(Locale.ROOT, "%,d", position);
            out().println(
                            back
                                    ? "The former tables serve again, from position " + from + " on."
                                    : "They serve, from position " + from
                                            + " on. The way back:\n  ./parley replay switch " + projection + " --back");
            return DONE;
        });
    }

    @Command(
            name = "drop",
            mixinStandardHelpOptions = true,
            description = "Drop the tables beside those that serve.",
            footer = {"", "Example:", "  ./parley replay drop inbox"})
    int drop(@Parameters(paramLabel = PROJECTION) String projection, @Mixin LogDatabase database)
            throws InterruptedException {
        return with(database, replays -> {
            replays.drop(projection);
            out().println("Dropped.");
            return DONE;
        });
    }

    /** What is done with replays. */
    private interface Step {
        int with(Replays replays) throws SQLException, InterruptedException;
    }

    private int with(LogDatabase database, Step step) throws InterruptedException {
        return with(database, Replays.BATCH, step);
    }

    private int with(LogDatabase database, int batch, Step step) throws InterruptedException {
        try {
            return database.run(System.getenv(), server -> step.with(of(server, batch)));
        } catch (IOException | ReplayRefusal e) {
            spec.commandLine().getErr().println(e.getMessage());
        } catch (DataAccessException e) {
            spec.commandLine().getErr().println("The database failed: " + firstLine(e.getMostSpecificCause()));
        } catch (ParameterException e) {
            throw e;
        } catch (RuntimeException e) { // else it would end with 1, which means something
            spec.commandLine().getErr().println("It could not be done: " + firstLine(e));
        }
        return NOT_DONE;
    }

    private static Replays of(DatabaseServer server, int batch) {
        String version =
                Objects.requireNonNullElse(ReplayCommand.class.getPackage().getImplementationVersion(), "development");
        return new Replays(
                () -> server.connect("parley-replay"),
                ProjectionSource.of(version, (jdbc, transactions) -> new AllProjections(jdbc, transactions).list()),
                batch);
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
