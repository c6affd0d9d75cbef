package io.parley.api.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Base of the tests that speak HTTP to the edge. One server for all of them; each makes the users that it needs. */
@SpringBootTest(
        classes = EdgeApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "parley.operators.file=${java.io.tmpdir}/parley-operators-${random.uuid}.json",
            "parley.passwords.memory=64KB",
            "parley.passwords.iterations=1",
            "parley.edge.command-deadline=2s",
            "parley.edge.query-deadline=2s",
            "parley.degradation.automatic=false"
        })
@TypeExcludeFilters(TestFixtures.class)
public abstract class EdgeTest {

    /** The password of every user of the tests. */
    protected static final String PASSWORD = "correct horse";

    private static final int LARGEST_ANSWER = 16 << 20;

    @LocalServerPort
    protected int port;

    @Autowired
    protected Behind behind;

    @Autowired
    protected MovableClock clock;

    protected WebTestClient http = WebTestClient.bindToServer().build();

    /** A user who is signed in. */
    public record User(String userId, String handle, String accessToken, String refreshToken, String deviceId) {

        /** Stands for the user that a test has not made yet. */
        public static final User NONE = new User("", "", "", "", "");
    }

    /** Starts each test with full budgets, and with nothing that fails. */
    @BeforeEach
    void begin() {
        clock.move(Duration.ofMinutes(1));
        behind.mend();
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .filter(EdgeTest::readWhole)
                .build();
    }

    /** Takes every answer from the connection, whatever of it a test looks at. */
    private static Mono<ClientResponse> readWhole(ClientRequest request, ExchangeFunction next) {
        return next.exchange(request).flatMap(response -> response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> response.mutate()
                        .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
                        .build()));
    }

    protected String newHandle() {
        return "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    protected User newUser() {
        String handle = newHandle();
        post("/v1/users", Map.of("handle", handle, "displayName", "Ada", "password", PASSWORD))
                .expectStatus()
                .isCreated();
        return signIn(handle);
    }

    @SuppressWarnings("unchecked")
    protected User signIn(String handle) {
        Map<String, Object> answer = post(
                        "/v1/tokens", Map.of("handle", handle, "password", PASSWORD, "device", "laptop"))
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return new User(
                text(answer, "userId"),
                handle,
                text(answer, "accessToken"),
                text(answer, "refreshToken"),
                text(answer, "deviceId"));
    }

    protected static String text(@Nullable Map<String, Object> json, String field) {
        if (json == null || !(json.get(field) instanceof String text)) {
            throw new AssertionError("no " + field);
        }
        return text;
    }

    protected WebTestClient.ResponseSpec post(String path, Object body) {
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    protected WebTestClient.ResponseSpec post(User user, String path, Object body) {
        return send(user, HttpMethod.POST, path, body);
    }

    protected WebTestClient.ResponseSpec send(User user, HttpMethod method, String path, Object body) {
        return http.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    protected WebTestClient.ResponseSpec get(User user, String path) {
        return send(user, HttpMethod.GET, path);
    }

    /** A request without a body. */
    protected WebTestClient.ResponseSpec send(User user, HttpMethod method, String path) {
        return http.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken())
                .exchange();
    }

    /** The identifier of the direct chat of two users. */
    @SuppressWarnings("unchecked")
    protected String openChat(User one, User other) {
        return text(
                post(one, "/v1/chats", Map.of("kind", "direct", "with", other.userId()))
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody(),
                "chatId");
    }

    /** The identifier of a group that a user opens with others. */
    @SuppressWarnings("unchecked")
    protected String openGroup(User opener, User... others) {
        List<String> members = Stream.of(others).map(User::userId).toList();
        return text(
                post(opener, "/v1/chats", Map.of("kind", "group", "title", "Bletchley", "members", members))
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody(),
                "chatId");
    }

    /** Sends a message, and says its identifier. */
    protected String say(User user, String chatId, String text) {
        String messageId = UUID.randomUUID().toString();
        post(user, "/v1/chats/" + chatId + "/messages", Map.of("messageId", messageId, "text", text))
                .expectStatus()
                .isCreated();
        return messageId;
    }

    /** A page of a list. */
    public record Listed(
            List<Map<String, Object>> items, @Nullable String next) {

        /** One field of each item. */
        public <T> List<T> all(String field, Class<T> type) {
            return items.stream().map(item -> type.cast(item.get(field))).toList();
        }
    }

    protected Listed list(User user, String path) {
        Listed page = get(user, path)
                .expectStatus()
                .isOk()
                .expectBody(Listed.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(page);
    }

    /** All pages of a list, from the first one that is asked for. */
    protected List<Listed> pages(User user, String path, String query) {
        List<Listed> pages = new ArrayList<>();
        pages.add(list(user, path + "?" + query));
        for (String next = pages.get(0).next();
                next != null;
                next = pages.get(pages.size() - 1).next()) {
            pages.add(list(user, path + "?limit=2&cursor=" + next));
        }
        return pages;
    }

    /** Expects a problem, whole, and nothing else. */
    protected static WebTestClient.BodyContentSpec expectProblem(
            WebTestClient.ResponseSpec response, int status, String code) {
        return response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:problem-type:parley:" + code)
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.title")
                .isNotEmpty()
                .jsonPath("$.detail")
                .isNotEmpty()
                .jsonPath("$.instance")
                .value(instance -> org.assertj.core.api.Assertions.assertThat((String) instance)
                        .startsWith("urn:uuid:"));
    }
}
