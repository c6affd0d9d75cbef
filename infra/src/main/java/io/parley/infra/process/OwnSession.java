package io.parley.infra.process;

import java.time.Duration;
import java.util.List;

/** A session of its own keeps the terminal's Ctrl-C from a server that is ours: it is stopped by us, after all else. */
public final class OwnSession {

    private static final Duration PROBE = Duration.ofSeconds(10);

    private OwnSession() {}

    /** The words before a program's that give it one; none where the system has no such program. */
    public static List<String> words() {
        return Command.run(List.of("setsid", "true"), PROBE).succeeded() ? List.of("setsid") : List.of();
    }
}
