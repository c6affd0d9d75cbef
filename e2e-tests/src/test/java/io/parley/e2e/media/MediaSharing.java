package io.parley.e2e.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Unique;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Two people who share sounds. */
final class MediaSharing {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final Person ada;
    private final Person ben;
    private final String chat;
    private volatile String position;

    MediaSharing(Server server) {
        this.server = server.api().base();
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
        Answer opened = ada.opens(ben.id()).expect(201);
        this.chat = opened.text("chatId");
        this.position = opened.position();
    }

    /** Ada uploads a sound that is read while it is sent. */
    CompletableFuture<HttpResponse<String>> uploads(InputStream sound) {
        HttpRequest request = request("/v1/chats/" + chat + "/media", ada)
                .header("Content-Type", "audio/wav")
                .POST(BodyPublishers.ofInputStream(() -> sound))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    /** Ada uploads a sound; gives its identifier. */
    String uploads(byte[] sound) {
        HttpResponse<String> answer = uploads(new ByteArrayInputStream(sound)).join();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        position = answer.headers().firstValue("Parley-Position").orElseThrow();
        return Json.read(answer.body()).path("mediaId").stringValue();
    }

    /** Ada sends media that she has uploaded. */
    void sends(String mediaId) {
        position = ada.post("/v1/chats/" + chat + "/messages")
                .json(Json.object("messageId", Unique.messageId(), "mediaId", mediaId))
                .send()
                .expect(201)
                .position();
    }

    /** They talk. */
    void talk(String text) {
        ada.sends(chat, text);
        assertThat(ben.wholeHistory(chat)).last().satisfies(message -> assertThat(message.text())
                .isEqualTo(text));
    }

    /** Ben downloads media as they are after what Ada did; they must be this sound. */
    void bensIs(String mediaId, byte[] sound) {
        HttpRequest request = request("/v1/media/" + mediaId, ben)
                .header("Parley-Position", position)
                .GET()
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Arrays.equals(answer.body(), sound)).as("the same bytes").isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path, Person person) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + person.accessToken());
    }
}
