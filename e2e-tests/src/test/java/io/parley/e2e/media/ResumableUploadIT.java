package io.parley.e2e.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.TusClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The public client of tus against the whole server, which dies in the middle. */
@TestInstance(Lifecycle.PER_CLASS)
class ResumableUploadIT {

    private static final int SAMPLES = 20 << 20;
    private static final int HEADER = 44;
    private static final int RATE = 48_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Server server = Server.start("resumable-upload");
    private final Person ada = Person.signsUp(server);
    private final Person ben = Person.signsUp(server);
    private final String chat = ada.chatWith(ben);
    private final String endpoint = "http://127.0.0.1:" + server.port() + "/v1/chats/" + chat + "/uploads";

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void anUploadGoesOnWhereTheServerWasKilled() throws Exception {
        byte[] sound = sound();
        Path file = Files.write(Jar.workFolder("resumable-upload").resolve("sound.wav"), sound);
        try (TusClient client = TusClient.uploads(file, "audio/wav", endpoint, ada.accessToken())) {
            client.awaitWord("stored 6291456");
            server.kill();
            server.start();

            String mediaId = client.awaitWord("done");

            assertThat(Long.parseLong(client.awaitWord("resumed"))).isBetween(6L << 20, sound.length - 1L);
            assertThat(client.said()).noneMatch(line -> line.startsWith("failed"));
            assertThat(download(mediaId)).isEqualTo(sound);
            assertNoPartIsLeft();
        }
    }

    @Test
    void whatIsNoMediaIsRefusedAtTheEnd() throws Exception {
        Path file = Files.writeString(
                Jar.workFolder("resumable-upload").resolve("page.png"), "<html><script>alert(1)</script></html>");
        try (TusClient client = TusClient.uploads(file, "image/png", endpoint, ada.accessToken())) {
            assertThat(client.awaitWord("failed")).isEqualTo("415");
            assertNoPartIsLeft();
        }
    }

    private void assertNoPartIsLeft() {
        Eventually.holds(PATIENCE, () -> assertThat(server.dataFolder().files())
                .noneMatch(path -> path.getFileName().toString().contains("_part-")));
    }

    private byte[] download(String mediaId) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/v1/media/" + mediaId))
                .header("Authorization", "Bearer " + ada.accessToken())
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** Noise, as a WAV file of 16 bits. */
    private static byte[] sound() {
        byte[] samples = new byte[SAMPLES];
        new Random(7).nextBytes(samples);
        return ByteBuffer.allocate(HEADER + SAMPLES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(HEADER - 8 + SAMPLES)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(2 * RATE)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(SAMPLES)
                .put(samples)
                .array();
    }
}
