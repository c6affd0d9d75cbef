package io.parley.api.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.events.SseClient;
import io.parley.api.testing.EdgeTest;
import io.parley.api.testing.FakeActivity;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.Activity.Disconnected;
import io.parley.contract.presence.Activity.UserWasActive;
import io.parley.contract.presence.PresenceQuery.FindPresence;
import io.parley.contract.presence.PresenceQuery.FindPresenceAudiences;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

class PresenceTest extends EdgeTest {

    private static final String WRITTEN = "2025-01-02T03:04:05.678Z";

    @Autowired
    private FakeActivity activity;

    private User ada = User.NONE;
    private User ben = User.NONE;

    @BeforeEach
    void twoUsers() {
        ada = newUser();
        ben = newUser();
    }

    private WebTestClient.ResponseSpec put(User user, Object body) {
        return send(user, HttpMethod.PUT, "/v1/presence", body);
    }

    private void isActive(User user) {
        put(user, Map.of("activity", "user"))
                .expectStatus()
                .isNoContent()
                .expectBody()
                .isEmpty();
    }

    private List<Map<String, Object>> ask(User viewer, String... userIds) {
        return list(viewer, "/v1/presence?userIds=" + String.join(",", userIds)).items();
    }

    private SseClient listens(User user) {
        SseClient client = SseClient.open(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                .header("Authorization", "Bearer " + user.accessToken())
                .build());
        client.opening();
        return client;
    }

    private <T extends Activity> List<T> notedOf(User user, Class<T> kind) {
        return activity.noted(kind).stream()
                .filter(noted -> noted.userId().toString().equals(user.userId()))
                .toList();
    }

    private static UserId id(User user) {
        return UserId.valueOf(user.userId());
    }

    private Map<String, Object> online(User user) {
        return Map.of(
                "userId",
                user.userId(),
                "online",
                true,
                "lastSeenAt",
                clock.instant().toString());
    }

    private static Map<String, Object> hidden(String userId) {
        return Map.of("userId", userId, "online", false);
    }

    private static Map<String, Object> away(User user) {
        return Map.of("userId", user.userId(), "online", false, "lastSeenAt", WRITTEN);
    }

    @Test
    void whoHasAStreamOpenAndDoesSomethingIsOnline() {
        openChat(ada, ben);
        assertThat(ask(ada, ben.userId())).containsExactly(away(ben));
        try (SseClient stream = listens(ben)) {
            assertThat(ask(ada, ben.userId())).as("a stream alone").containsExactly(away(ben));
            put(ben, Map.of("activity", "background")).expectStatus().isNoContent();
            assertThat(ask(ada, ben.userId())).as("the app alone").containsExactly(away(ben));
            isActive(ben);
            assertThat(ask(ada, ben.userId())).containsExactly(online(ben));
            assertThat(ask(ben, ben.userId())).as("oneself").containsExactly(online(ben));
            assertThat(stream.rest()).extracting(SseClient.Block::event).doesNotContain("presence");
        }
        Awaitility.await().untilAsserted(() -> assertThat(ask(ada, ben.userId()))
                .containsExactly(Map.of(
                        "userId",
                        ben.userId(),
                        "online",
                        false,
                        "lastSeenAt",
                        clock.instant().toString())));
    }

    @Test
    void sendingAndReadingCountAsDoingSomethingAndAcknowledgingAndFetchingDoNot() {
        String chat = openChat(ada, ben);
        say(ada, chat, "hello");
        assertThat(notedOf(ada, UserWasActive.class)).hasSize(1);
        get(ben, "/v1/chats").expectStatus().isOk();
        get(ben, "/v1/chats/" + chat + "/messages").expectStatus().isOk();
        mark(ben, Map.of("chatId", chat, "delivered", 1));
        ask(ben, ada.userId());
        listens(ben).close();
        assertThat(notedOf(ben, UserWasActive.class)).isEmpty();
        mark(ben, Map.of("chatId", chat, "read", 1));
        assertThat(notedOf(ben, UserWasActive.class))
                .containsExactly(new UserWasActive(id(ben), DeviceId.valueOf(ben.deviceId()), clock.instant()));
    }

    private void mark(User user, Map<String, Object> mark) {
        post(user, "/v1/receipts", Map.of("receipts", List.of(mark)))
                .expectStatus()
                .isNoContent();
    }

    @Test
    void whatIsRefusedOrSentAgainByTheAppIsNoActivity() {
        String chat = openChat(ada, ben);
        String path = "/v1/chats/" + chat + "/messages";
        post(newUser(), path, Map.of("messageId", UUID.randomUUID().toString(), "text", "x"))
                .expectStatus()
                .isNotFound();
        Map<String, String> message = Map.of("messageId", UUID.randomUUID().toString(), "text", "x");
        post(ada, path, message).expectStatus().isCreated();
        int before = activity.noted(UserWasActive.class).size();
        for (int i = 0; i < 5; i++) {
            post(ada, path, message).expectStatus().isOk();
            isActive(ada);
        }
        assertThat(activity.noted(UserWasActive.class)).as("coalesced").hasSize(before);
    }

    @Test
    void streamsAreNotedWhenTheyOpenAndWhenTheyEnd() {
        listens(ada).close();
        Awaitility.await().untilAsserted(() -> assertThat(notedOf(ada, Disconnected.class))
                .hasSize(1));
        assertThat(notedOf(ada, Connected.class))
                .extracting(Connected::connectionId, Connected::deviceId)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        notedOf(ada, Disconnected.class).get(0).connectionId(), DeviceId.valueOf(ada.deviceId())));
    }

    @Test
    void strangersAndWhoHidesLookLikeNobodysIds() {
        String nobody = UUID.randomUUID().toString();
        User cleo = newUser();
        openChat(ada, cleo);
        send(cleo, HttpMethod.PATCH, "/v1/me", Map.of("lastSeen", "nobody"))
                .expectStatus()
                .isOk();
        try (SseClient bens = listens(ben);
                SseClient cleos = listens(cleo)) {
            isActive(ben);
            isActive(cleo);
            assertThat(ask(ada, ben.userId(), nobody, cleo.userId()))
                    .containsExactly(hidden(ben.userId()), hidden(nobody), hidden(cleo.userId()));
            assertThat(bens.rest()).extracting(SseClient.Block::event).doesNotContain("presence");
            assertThat(cleos.rest()).extracting(SseClient.Block::event).doesNotContain("presence");
        }
    }

    @Test
    void theAnswerHasTheOrderOfTheQuestionAndEachOnce() {
        String one = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        assertThat(ask(ada, other, one.toUpperCase(java.util.Locale.ROOT), other, one))
                .containsExactly(hidden(other), hidden(one));
        assertThat(behind.lastQuery(FindPresence.class).userIds())
                .containsExactly(UserId.valueOf(other), UserId.valueOf(one));
        String hundred = IntStream.range(0, 100)
                .mapToObj(i -> UUID.randomUUID().toString())
                .collect(Collectors.joining(","));
        assertThat(ask(ada, hundred)).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?userIds=", "?userIds=,", "?userIds=x", "?userIds={one},", "?userIds={one}%20", "?other=1"})
    void whatNamesNoUserIsRefused(String query) {
        String path = "/v1/presence" + query.replace("{one}", UUID.randomUUID().toString());
        expectProblem(get(ada, path), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("userIds");
    }

    @Test
    void moreThanAHundredAreRefused() {
        String many = IntStream.range(0, 101)
                .mapToObj(i -> UUID.randomUUID().toString())
                .collect(Collectors.joining(","));
        expectProblem(get(ada, "/v1/presence?userIds=" + many), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"activity\":null}",
                "{\"activity\":\"USER\"}",
                "{\"activity\":\"\"}",
                "{\"activity\":1}",
                "{\"activity\":[\"user\"]}",
                "{\"activity\":\"user\",\"activity\":\"user\"}",
                "[]",
                "\"user\""
            })
    void otherActivitiesAreRefused(String body) {
        expectProblem(put(ada, body), 400, "invalid_request");
        assertThat(notedOf(ada, UserWasActive.class)).isEmpty();
    }

    @Test
    void whoSaysNothingElseIsRefusedAfterAWhile() {
        for (int i = 0; i < 100; i++) {
            isActive(ada);
        }
        WebTestClient.ResponseSpec refused = put(ada, Map.of("activity", "user"));
        refused.expectHeader().valueEquals("Retry-After", "1");
        expectProblem(refused, 429, "rate_limited");
        isActive(ben);
        assertThat(notedOf(ada, UserWasActive.class)).hasSize(1);
    }

    @Test
    void theQuestionWaitsForWhatTheViewerWrote() {
        openChat(ada, ben);
        ask(ada, ben.userId());
        assertThat(behind.lastQuery(FindPresence.class).atLeast()).isPositive();
        assertThat(behind.lastQuery(FindPresence.class).viewer()).isEqualTo(id(ada));
    }

    @Test
    void aContactsStreamHearsWhoComesAndGoesAndNobodyElsesDoes() {
        openChat(ada, ben);
        try (SseClient adas = listens(ada);
                SseClient strangers = listens(newUser())) {
            SseClient bens = listens(ben);
            isActive(ben);
            assertPresence(adas.event(), online(ben));
            bens.close();
            SseClient.Block gone = adas.event();
            assertThat(gone.event()).isEqualTo("presence");
            assertThat(gone.data())
                    .contains(ben.userId(), "\"online\":false", clock.instant().toString());
            assertThat(strangers.rest()).extracting(SseClient.Block::event).doesNotContain("presence");
        }
    }

    @Test
    void whoComesAtAnotherNodeIsHeardOfHere() {
        openChat(ada, ben);
        try (SseClient adas = listens(ada)) {
            DeviceId device = DeviceId.valueOf(ben.deviceId());
            activity.elsewhere(
                    new Connected(id(ben), device, UUID.randomUUID(), clock.instant()),
                    new UserWasActive(id(ben), device, clock.instant()));
            assertPresence(adas.event(), online(ben));
            assertThat(ask(ada, ben.userId())).containsExactly(online(ben));
        }
    }

    @Test
    void whoComesWhileTheStoreIsDownIsHeardOfWhenItIsBack() {
        openChat(ada, ben);
        behind.fail(FindPresenceAudiences.class, () -> new Rejection(ErrorCode.UNAVAILABLE, "away"));
        try (SseClient adas = listens(ada);
                SseClient bens = listens(ben)) {
            isActive(ben);
            Awaitility.await().until(() -> behind.lastQuery(FindPresenceAudiences.class) != null);
            behind.mend();
            assertPresence(adas.event(), online(ben));
            assertThat(Objects.requireNonNull(bens).rest())
                    .extracting(SseClient.Block::event)
                    .doesNotContain("presence");
        }
    }

    private void assertPresence(SseClient.Block block, Map<String, Object> expected) {
        assertThat(block.event()).isEqualTo("presence");
        assertThat(block.lines()).noneMatch(line -> line.startsWith("id:"));
        assertThat(tools.jackson.databind.json.JsonMapper.shared().readValue(block.data(), Map.class))
                .isEqualTo(expected);
    }
}
