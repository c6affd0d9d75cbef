package io.parley.e2e.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Settings;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/** What people do with media, whichever store keeps them. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class MediaWalk {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final byte[] IMAGE = Samples.png(640, 480);

    private final Server server;
    private final Person ada;
    private final Person ben;
    private final Person eve;
    private final String chat;

    MediaWalk(String name, Map<String, String> settings) {
        server = Server.start(name, settings);
        ada = Person.signsUp(server);
        ben = Person.signsUp(server);
        eve = Person.signsUp(server);
        chat = ada.chatWith(ben);
    }

    abstract void takeStoreAway(Server of) throws Exception;

    abstract void bringStoreBack(Server of) throws Exception;

    @AfterAll
    void close() {
        server.close();
    }

    static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Settings.UNLIMITED);
        settings.put("PARLEY_MEDIA_CONTENT_MAXSIZE", "3MB");
        settings.put("PARLEY_MEDIA_BREAKER_PAUSE", "500ms");
        settings.put("PARLEY_LIMITS_MEDIA_LINKLIFE", "5m");
        return settings;
    }

    @Test
    void whatOneUploadsAndSendsTheOtherSeesAndGetsWholeAndInRanges() {
        try (SseStream stream = ben.listens()) {
            Answer uploaded = upload(ada, chat, IMAGE, "caf%C3%A9.png").expect(201);
            String mediaId = uploaded.text("mediaId");
            assertThat(uploaded.text("name")).isEqualTo("caf\u00e9.png");
            assertThat(uploaded.text("contentType")).isEqualTo("image/png");
            assertThat(uploaded.json().at("/width").asInt()).isEqualTo(640);
            send(ada, mediaId).expect(201);

            JsonNode pushed = stream.awaitEvent(
                            "message", event -> event.json().toString().contains(mediaId))
                    .json();
            JsonNode listed = ben.get("/v1/chats/" + chat + "/messages?limit=1")
                    .send()
                    .expect(200)
                    .json()
                    .at("/items/0");
            for (JsonNode message : List.of(pushed, listed)) {
                assertThat(message.at("/media/sha256").asString()).isEqualTo(uploaded.text("sha256"));
                assertThat(message.at("/media/placeholder").asString()).isNotBlank();
                assertThat(message.has("text")).isFalse();
            }
            byte[] whole = get(ben, path(mediaId), Map.of(), 200);
            assertThat(whole).hasSize((int) uploaded.number("size"));
            assertThat(get(ben, path(mediaId), Map.of("Range", "bytes=100-199"), 206))
                    .isEqualTo(Arrays.copyOfRange(whole, 100, 200));
            assertThat(get(ben, path(mediaId), Map.of("Range", "bytes=-7"), 206))
                    .isEqualTo(Arrays.copyOfRange(whole, whole.length - 7, whole.length));
            assertThat(get(ben, path(mediaId), Map.of("If-None-Match", '"' + uploaded.text("sha256") + '"'), 304))
                    .isEmpty();
            assertThat(get(ben, path(mediaId) + "/thumbnail", Map.of(), 200)).isNotEmpty();
        }
    }

    @Test
    void nobodyElseLearnsOfThem() {
        String mediaId = upload(ada, chat, IMAGE, "x.png").expect(201).text("mediaId");
        send(ada, mediaId).expect(201);
        for (String of : List.of(path(mediaId), path(mediaId) + "/thumbnail")) {
            eve.get(of).send().expectProblem(404, "media_not_found");
        }
        eve.post(path(mediaId) + "/links").send().expectProblem(404, "media_not_found");
        upload(eve, chat, IMAGE, "x.png").expectProblem(404, "chat_not_found");
    }

    @Test
    void whatIsTakenBackIsGoneAndItsLinksAreDead() {
        String mediaId = upload(ada, chat, IMAGE, "x.png").expect(201).text("mediaId");
        Answer answer = send(ada, mediaId).expect(201);
        Sent sent = Sent.of(answer, "");
        String link = link(ben, mediaId, answer.position());
        server.api().get(link).send().expect(200);

        ada.takesBack(sent).expect(204);

        ben.getAfterOthers(path(mediaId)).send().expectProblem(404, "media_not_found");
        Eventually.holds(PATIENCE, () -> server.api().get(link).send().expectProblem(404, "media_not_found"));
        JsonNode listed = ben.getAfterOthers("/v1/chats/" + chat + "/messages?limit=100")
                .send()
                .json();
        assertThat(listed.toString()).doesNotContain(mediaId);
    }

    @Test
    void whatExpiresIsGoneWithItsMessage() {
        Person dan = Person.signsUp(server);
        String temporary = ada.opensTemporaryChat(dan, Duration.ofSeconds(2));
        String mediaId = upload(ada, temporary, IMAGE, "x.png").expect(201).text("mediaId");
        Answer answer = message(ada, temporary, Unique.messageId(), mediaId).expect(201);
        String link = link(dan, mediaId, answer.position());

        Eventually.holds(PATIENCE, () -> dan.get(path(mediaId)).send().expectProblem(404, "media_not_found"));
        server.api().get(link).send().expectProblem(404, "media_not_found");
    }

    @Test
    void whatIsNotTakenIsRefused() {
        upload(ada, chat, "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(), "x.png")
                .expectProblem(415, "unsupported_media_type");
        upload(ada, chat, "<!doctype html><script>1</script>".getBytes(), "x.png")
                .expectProblem(415, "unsupported_media_type");
        upload(ada, chat, new byte[4 << 20], "x.png").expectProblem(413, "too_large");
    }

    @Test
    void manyMessagesAtOnceCannotBearTheSameAndARepetitionCan() {
        String mediaId = upload(ada, chat, IMAGE, "x.png").expect(201).text("mediaId");
        List<String> ids = Stream.generate(Unique::messageId).limit(8).toList();

        List<Answer> answers = ids.stream()
                .map(id -> CompletableFuture.supplyAsync(() -> message(ada, chat, id, mediaId)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers.stream().map(Answer::status).filter(status -> status == 201))
                .hasSize(1);
        assertThat(answers.stream().map(Answer::status).filter(status -> status == 422))
                .hasSize(7);
        int first = IntStream.range(0, 8)
                .filter(n -> answers.get(n).status() == 201)
                .findFirst()
                .orElseThrow();
        message(ada, chat, ids.get(first), mediaId).expect(200);
        message(ben, chat, Unique.messageId(), mediaId).expectProblem(422, "media_not_attachable");
    }

    @Test
    void whileTheStoreIsAwayTextGoesOn() throws Exception {
        String mediaId = upload(ada, chat, IMAGE, "x.png").expect(201).text("mediaId");
        takeStoreAway(server);
        try {
            Eventually.holds(PATIENCE, () -> {
                Answer refused = upload(ada, chat, IMAGE, "x.png").expectProblem(503, "unavailable");
                assertThat(refused.header("Retry-After")).isNotNull();
            });
            ben.get(path(mediaId)).send().expectProblem(503, "unavailable");
            ada.sends(chat, "Still here");
        } finally {
            bringStoreBack(server);
        }
        Eventually.holds(PATIENCE, () -> upload(ada, chat, IMAGE, "x.png").expect(201));
        get(ada, path(mediaId), Map.of(), 200);
    }

    private Answer send(Person sender, String mediaId) {
        return message(sender, chat, Unique.messageId(), mediaId);
    }

    private static Answer message(Person sender, String to, String messageId, String mediaId) {
        return sender.post("/v1/chats/" + to + "/messages")
                .json(Json.object("messageId", messageId, "mediaId", mediaId))
                .send();
    }

    private static Answer upload(Person uploader, String to, byte[] bytes, String encodedName) {
        return uploader.post("/v1/chats/" + to + "/media")
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + encodedName)
                .body("application/octet-stream", bytes)
                .send();
    }

    private static String link(Person of, String mediaId, String position) {
        return of.post(path(mediaId) + "/links")
                .header("Parley-Position", position)
                .send()
                .expect(200)
                .text("url");
    }

    private static String path(String mediaId) {
        return "/v1/media/" + mediaId;
    }

    private byte[] get(Person person, String path, Map<String, String> headers, int status) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.api().base().resolve(path))
                .header("Authorization", "Bearer " + person.accessToken());
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(status);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
