package io.parley.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Jar;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultsIT {

    private static final Map<String, String> IMPATIENT = Map.of(
            "PARLEY_FANOUT_TRIES", "4",
            "PARLEY_FANOUT_FIRSTWAIT", "500ms",
            "PARLEY_DEADLINES_POLLINGINTERVAL", "50ms");

    @Test
    void theJarThatPeopleRunHasNoneOfIt() {
        assertThat(Jar.entries()).isNotEmpty().noneMatch(name -> name.contains("faults"));
    }

    @Test
    void aFaultThatMakesNoSenseStopsTheStartWithOneSentence() {
        Jar.Run run = Jar.run(
                "faults",
                Map.of(
                        "SERVER_PORT", "0",
                        "PARLEY_DATA_DIR",
                                Jar.workFolder("faults").resolve("data").toString(),
                        "PARLEY_FAULTS", "fail FillMailboxes"),
                "up");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains(
                        "The setting parley.faults is wrong: in \"fail FillMailboxes\", \"FillMailboxes\" is no point");
    }

    @Test
    void theDemoShowsTriesOrderAndWhatIsGivenUp() {
        String faults =
                "fail command:FillMailboxes lane=1 sequence=3 times=3; fail command:FillMailboxes lane=1 sequence=5";
        try (Faulty faulty = new Faulty("demo-fault", faults, IMPATIENT)) {
            String log = faulty.server.logs().get(0).toString();
            String url = faulty.server.api().base().toString();
            Jar.Run run =
                    Jar.run("demo-fault", Map.of(), "demo", "group", "--fault", "--url", url, "--server-log", log);

            assertThat(run.output())
                    .contains(
                            "message 3: try 3 failed",
                            "message 5: try 4 failed",
                            "once each and in order",
                            "It works.");
            assertThat(run.exitCode()).isZero();
        }
    }
}
