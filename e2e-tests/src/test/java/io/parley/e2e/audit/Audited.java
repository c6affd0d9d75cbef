package io.parley.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server's log, as {@code ./parley audit} sees it. */
final class Audited {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String work;
    private final Map<String, String> environment;

    Audited(String work, Server server) {
        this.work = work;
        this.environment = server.environment();
    }

    /** Runs a command of it. */
    Jar.Run asks(String... arguments) {
        return asks(environment, arguments);
    }

    /** Runs a command of it with other settings, as on another machine. */
    Jar.Run asks(Map<String, String> settings, String... arguments) {
        List<String> command = new ArrayList<>(List.of("audit"));
        command.addAll(List.of(arguments));
        return Jar.run(work, settings, command.toArray(String[]::new));
    }

    /** As {@link #asks(String...)}, where nothing may go wrong. */
    String answers(String... arguments) {
        Jar.Run run = asks(arguments);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }

    /** Waits until all that has happened is sealed. */
    void isSealed() {
        Eventually.holds(LIMIT, () -> assertThat(answers("verify"))
                .contains("All that was sealed is as it was.")
                .doesNotContain("not sealed yet"));
    }
}
