package io.parley.e2e.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Unique;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/** What a message bore goes with it: nobody gets it any more, the store has no such object, and its disks have nothing to read. */
@TestInstance(Lifecycle.PER_CLASS)
class GoneMediaIT {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final int PIECE = 48;

    private final Server server = Server.start("gone-media", settings());
    private final Person ada = Person.signsUp(server);
    private final Person ben = Person.signsUp(server);

    @AfterAll
    void close() {
        server.close();
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(SeaweedMediaIT.settings());
        settings.put("PARLEY_MEDIA_DELETION_EVERY", "100ms");
        return settings;
    }

    @Test
    void whatExpiresIsGoneFromTheStoreAndTheCertificateCountsIt() throws IOException {
        String chat = ada.chatWith(ben);
        ada.patch("/v1/chats/" + chat)
                .body("application/json", "{\"messageTtl\": \"PT4S\"}")
                .send()
                .expect(200);
        byte[] sound = noise(400_000);
        String mediaId = sent(chat, sound);
        ben.getAfterOthers("/v1/media/" + mediaId).send().expect(200);
        assertThat(filesWith(Arrays.copyOfRange(sound, 200_000, 200_000 + PIECE)))
                .as("what is in the store is ciphertext")
                .isEmpty();

        Eventually.holds(
                LIMIT, () -> ben.getAfterOthers("/v1/media/" + mediaId).send().expectProblem(404, "media_not_found"));

        Eventually.holds(LIMIT, () -> {
            JsonNode certificate = certificate(chat);
            assertThat(certificate.path("kind").asString()).isEqualTo("expiry");
            assertThat(store(certificate, "media").path("deleted").asInt()).isEqualTo(1);
            assertThat(store(certificate, "media").path("remaining").asInt()).isZero();
        });
        assertThat(filesWith(Arrays.copyOfRange(sound, 200_000, 200_000 + PIECE)))
                .isEmpty();
    }

    @Test
    void withTheWholeChatAllThatItBoreGoesAndAlsoWhatNobodyHadSentYet() {
        String chat = ada.chatWith(Person.signsUp(server));
        String image = upload(chat, "image/png", Samples.png(400, 300));
        ada.post("/v1/chats/" + chat + "/messages")
                .json(Json.object("messageId", Unique.messageId(), "mediaId", image))
                .send()
                .expect(201);
        upload(chat, "audio/wav", noise(10_000));

        ada.purges(chat).expect(204);

        ada.get("/v1/media/" + image).send().expect(410);
        Eventually.holds(LIMIT, () -> {
            JsonNode certificate = certificate(chat);
            // the image, its thumbnail, and the sound
            assertThat(store(certificate, "media").path("deleted").asInt()).isEqualTo(3);
            assertThat(store(certificate, "media").path("remaining").asInt()).isZero();
        });
    }

    /** The latest of a chat. */
    private JsonNode certificate(String chat) {
        return Json.each(ada.get("/v1/chats/" + chat + "/purges")
                        .send()
                        .expect(200)
                        .json()
                        .path("items"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode store(JsonNode certificate, String name) {
        return Json.each(certificate.path("stores"))
                .filter(store -> store.path("store").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no store " + name + " in " + certificate));
    }

    private String sent(String chat, byte[] sound) {
        String mediaId = upload(chat, "audio/wav", sound);
        ada.post("/v1/chats/" + chat + "/messages")
                .json(Json.object("messageId", Unique.messageId(), "mediaId", mediaId))
                .send()
                .expect(201);
        return mediaId;
    }

    private String upload(String chat, String contentType, byte[] bytes) {
        return ada.post("/v1/chats/" + chat + "/media")
                .body(contentType, bytes)
                .send()
                .expect(201)
                .text("mediaId");
    }

    /** A sound of which each piece is like nothing else. */
    private static byte[] noise(int size) {
        byte[] sound = Samples.wav(Duration.ofMillis(size / 16));
        byte[] noise = new byte[sound.length - 64];
        new Random(size).nextBytes(noise);
        System.arraycopy(noise, 0, sound, 64, noise.length);
        return sound;
    }

    private List<Path> filesWith(byte[] piece) throws IOException {
        try (Stream<Path> files = Files.walk(server.dataFolder().path())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("pg_wal"))
                    .filter(file -> has(file, piece))
                    .toList();
        }
    }

    private static boolean has(Path file, byte[] piece) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at + piece.length <= bytes.length; at++) {
                if (bytes[at] == piece[0] && Arrays.equals(bytes, at, at + piece.length, piece, 0, piece.length)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // gone meanwhile
        }
    }
}
