package io.parley.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillUnderLoadIT {

    private static final int KILLS = 4;
    private static final int PAIRS = 4;
    private static final Duration LOAD = Duration.ofSeconds(4);

    private final Ledger ledger = new Ledger();
    private final List<Talk> talks = new ArrayList<>();

    @Test
    void nothingAcknowledgedIsLostDoubledOrMovedByFourKillsUnderLoad() throws InterruptedException {
        try (Server server = Server.start("kill")) {
            for (int i = 0; i < PAIRS; i++) {
                talks.add(new Talk(server, ledger));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                isKilledWhileAllTalk(server);
                assertThat(server.dataFolder().database())
                        .as("the database left behind")
                        .isPresent();
                server.start();
                int repeated = ledger.repeatWhatIsOpen();
                System.out.printf(
                        "Kill %d: %d messages acknowledged so far, %d repeated%n", kill, ledger.size(), repeated);
            }

            talks.forEach(talk -> new Kept(ledger).history(talk, KILLS));
        }
    }

    private void isKilledWhileAllTalk(Server server) throws InterruptedException {
        talks.forEach(Talk::begin);
        Eventually.pause(LOAD);
        server.kill();
        for (Talk talk : talks) {
            talk.end();
        }
    }
}
