package io.parley.e2e.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.confidentiality.Tables;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.OperatorAtWork;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Settings;
import io.parley.e2e.harness.Weed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code kill -9} of SeaweedFS, of Parley and of both in the middle of an upload. What SeaweedFS holds without a name is not looked at
 * here: nobody can read it, and it is its own to sweep.
 */
class KilledInAnUploadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OLDER_THAN_THE_GRACE = Duration.ofMillis(3_500);
    private static final int KILLED = 137;
    private static final String AGREED = "Nothing is lost, and nothing was left behind.";
    private static final String LEFT_BEHIND = "are known to nobody";

    private final byte[] large = Samples.wav(Duration.ofMinutes(26)); // 25 MB
    private final byte[] small = Samples.wav(Duration.ofMinutes(4));

    enum Victim {
        SEAWEED,
        PARLEY,
        BOTH
    }

    @ParameterizedTest
    @EnumSource
    void nothingAcknowledgedIsLostAndNothingIsLeftBehind(Victim victim) throws Exception {
        String name = "killed-in-an-upload-" + victim;
        try (Server server = Server.start(name, settings())) {
            MediaSharing people = new MediaSharing(server);
            String sent = people.uploads(small);
            people.sends(sent);
            String pending = people.uploads(small);
            HeldBytes held = new HeldBytes(large, large.length / 2);
            CompletableFuture<HttpResponse<String>> upload = people.uploads(held);
            held.awaitHeld();

            kill(server, victim);
            held.letGo();

            isRefusedOrUnanswered(upload);
            if (victim != Victim.SEAWEED) {
                server.start();
            }
            people.talk("Still here");
            Eventually.holds(PATIENCE, () -> people.bensIs(sent, small));
            people.bensIs(pending, small);
            people.sends(pending);
            people.bensIs(pending, small);
            sharesAgain(people);
            agreesAfterMending(OperatorAtWork.of(server, name));
            hasOnlyWhatIsKnown(server);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "committed"})
    void whatWasStoredAndNotAcknowledgedIsKnownOrFound(String point) throws Exception {
        String name = "killed-at-an-uploads-" + point;
        Map<String, String> settings = settings();
        settings.put("PARLEY_FAULTS", "kill " + point + ":UploadMedia");
        try (Server server = Server.start(name, settings)) {
            MediaSharing people = new MediaSharing(server);
            OperatorAtWork operator = OperatorAtWork.of(server, name);
            isRefusedOrUnanswered(people.uploads(new ByteArrayInputStream(small)));
            assertThat(server.awaitEnd()).isEqualTo(KILLED);
            settings.remove("PARLEY_FAULTS");
            server.start();

            people.talk("Still here");
            sharesAgain(people);
            if (point.equals("commit")) {
                Eventually.pause(OLDER_THAN_THE_GRACE);
                Jar.Run found = operator.tries("media", "check");
                assertThat(found.exitCode()).isEqualTo(3);
                assertThat(found.output()).contains("1 objects of", LEFT_BEHIND, "--mend deletes them");
            }
            agreesAfterMending(operator);
            hasOnlyWhatIsKnown(server);
        }
    }

    private static void kill(Server server, Victim victim) {
        if (victim != Victim.PARLEY) {
            ProcessHandle seaweed = server.dataFolder().seaweed().orElseThrow();
            seaweed.destroyForcibly();
            seaweed.onExit().join();
        }
        if (victim != Victim.SEAWEED) {
            server.kill();
        }
    }

    private static void isRefusedOrUnanswered(CompletableFuture<HttpResponse<String>> upload) {
        int status = upload.handle((answer, failure) -> failure == null ? answer.statusCode() : 503)
                .join();
        assertThat(status).isEqualTo(503);
    }

    /** Once the store is found to be well. */
    private void sharesAgain(MediaSharing people) {
        Eventually.holds(PATIENCE, () -> {
            String again = people.uploads(large);
            people.sends(again);
            people.bensIs(again, large);
        });
    }

    private static void agreesAfterMending(OperatorAtWork operator) {
        Eventually.pause(OLDER_THAN_THE_GRACE);
        operator.runs("media", "check", "--mend");
        assertThat(operator.runs("media", "check")).contains(AGREED).doesNotContain(LEFT_BEHIND);
    }

    /** Asks the filer itself. */
    private static void hasOnlyWhatIsKnown(Server server) throws Exception {
        List<String> known = Tables.in(server.dataFolder()).column("SELECT unnest(objects) FROM work.media");
        assertThat(stored(server)).containsExactlyInAnyOrderElementsOf(known);
    }

    private static List<String> stored(Server server) throws IOException, InterruptedException {
        String filer = Files.readString(server.dataFolder().path().resolve("seaweedfs/filer.uri"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(filer.strip() + "/parley/media/?limit=1000"))
                .header("Accept", "application/json")
                .build();
        String listing = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return Json.each(Json.read(listing).path("Entries"))
                .map(entry -> entry.path("FullPath").stringValue())
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Settings.UNLIMITED);
        settings.put("PARLEY_WEED", Weed.program().toString());
        settings.put("PARLEY_MEDIA_STORE", "seaweedfs");
        settings.put("PARLEY_MEDIA_CHECKEVERY", "200ms");
        settings.put("PARLEY_MEDIA_CHECK_GRACE", "1s");
        return settings;
    }
}
