package io.parley.e2e.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Settings;
import io.parley.e2e.harness.Weed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The SeaweedFS that a node starts for itself. */
@TestInstance(Lifecycle.PER_CLASS)
class OwnSeaweedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Server server = Server.start("own-seaweed", settings());
    private final Person ada = Person.signsUp(server);
    private final Person ben = Person.signsUp(server);
    private final String chat = ada.chatWith(ben);

    @AfterAll
    void close() {
        server.close();
    }

    @BeforeEach
    void isWell() {
        Eventually.holds(
                PATIENCE,
                () -> server.api().get("/actuator/health/media-store").send().expect(200));
    }

    @Test
    void whileItIsAwayTextGoesOnAndReadinessStaysAndItIsStartedAgain() {
        ProcessHandle first = server.dataFolder().seaweed().orElseThrow();

        first.destroyForcibly();

        Eventually.holds(PATIENCE, () -> {
            assertThat(server.api()
                            .get("/actuator/health/media-store")
                            .send()
                            .expect(503)
                            .text("status"))
                    .isEqualTo("DEGRADED");
        });
        server.api().get("/actuator/health/readiness").send().expect(200);
        assertThat(server.api().get("/actuator/prometheus").send().expect(200).body())
                .contains("parley_media_store_up 0.0");
        ada.sends(chat, "Still here");
        Eventually.holds(
                PATIENCE,
                () -> server.api().get("/actuator/health/media-store").send().expect(200));
        assertThat(server.dataFolder().seaweed().orElseThrow().pid()).isNotEqualTo(first.pid());
        Eventually.holds(PATIENCE, () -> assertThat(server.api()
                        .get("/actuator/prometheus")
                        .send()
                        .expect(200)
                        .body())
                .contains("parley_media_store_up 1.0", "parley_media_seaweedfs_restarts_total"));
    }

    @Test
    void oneThatAKilledServerLeftBehindIsStoppedAndAnotherStarted() {
        ProcessHandle orphan = server.dataFolder().seaweed().orElseThrow();

        server.kill();
        assertThat(orphan.isAlive()).isTrue();
        server.start();

        assertThat(orphan.isAlive()).isFalse();
        isWell();
    }

    @Test
    void itStopsWithTheServer() {
        ProcessHandle running = server.dataFolder().seaweed().orElseThrow();

        server.stop();

        assertThat(running.isAlive()).isFalse();
        assertThat(server.dataFolder().seaweed()).isEmpty();
        server.start();
    }

    /** It is looked at often, and started again so late that one sees it gone. */
    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Settings.UNLIMITED);
        settings.put("PARLEY_WEED", Weed.program().toString());
        settings.put("PARLEY_MEDIA_STORE", "seaweedfs");
        settings.put("PARLEY_MEDIA_CHECKEVERY", "200ms");
        settings.put("PARLEY_MEDIA_REMOTE_RESPONSETIMEOUT", "2s");
        settings.put("PARLEY_MEDIA_SEAWEEDFS_FIRSTRESTART", "6s");
        return settings;
    }
}
