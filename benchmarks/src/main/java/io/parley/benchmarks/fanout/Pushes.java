package io.parley.benchmarks.fanout;

import io.parley.benchmarks.Cleanup;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.TemporaryFolder;
import io.parley.benchmarks.contest.Contender;
import io.parley.benchmarks.contest.Ejabberd;
import io.parley.benchmarks.contest.Rounds;
import io.parley.benchmarks.contest.Side;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.wire.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole server: what is pushed to members of a group who all have a stream open, and how soon the last of them has a message;
 * against a room of ejabberd, where there is one.
 */
final class Pushes {

    private static final int MEMBERS = 100;
    private static final int SENDERS = 32;
    private static final int RATE = 20;

    /** How many times as long as a measurement each side warms up: compilers have the whole way of a message before them. */
    private static final int WARM_UP = 4;

    private final List<String> server;
    private final int members;
    private final int senders;
    private final boolean withRival;

    private Pushes(List<String> server, int members, int senders, boolean withRival) {
        this.server = List.copyOf(server);
        this.members = members;
        this.senders = senders;
        this.withRival = withRival;
    }

    /** As the figures to reach have it, with the launcher's server, and against ejabberd where it is installed. */
    static Pushes asPromised() {
        return new Pushes(List.of(), MEMBERS, SENDERS, Ejabberd.isInstalled());
    }

    /** Of Parley alone, with a server that is started by any command. */
    static Pushes alone(List<String> server, int members, int senders) {
        return new Pushes(server, members, senders, false);
    }

    Report run(Plan plan, Progress progress) throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create();
                Cleanup cleanup = new Cleanup()) {
            List<Contender> contenders = start(plan, folder, cleanup, progress);
            EventLoop loop = cleanup.add(new EventLoop());
            for (Contender each : contenders) {
                progress.step("opening a group of %d at %s", members, each.name());
                each.connect(loop, members);
            }
            List<Side> sides = new Rounds(
                            loop,
                            plan.warmUp().multipliedBy(WARM_UP),
                            plan.measured(),
                            plan.rounds(),
                            RATE,
                            "messages",
                            progress)
                    .run(contenders);
            return new PushReport(members, senders, RATE, plan.measured(), sides).report();
        }
    }

    private List<Contender> start(Plan plan, TemporaryFolder folder, Cleanup cleanup, Progress progress)
            throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        progress.step("starting Parley");
        List<String> launcher = List.of(plan.checkout().resolve("parley").toString());
        contenders.add(ParleyGroup.start(server.isEmpty() ? launcher : server, senders, cleanup));
        if (withRival) {
            progress.step("starting ejabberd, with a PostgreSQL of its own");
            contenders.add(MucRoom.start(folder.path(), senders, cleanup));
        } else {
            progress.step("pushes are measured without what they compare with. " + Ejabberd.MISSING);
        }
        return contenders;
    }
}
