package io.parley.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.chat.ChatCommand;
import io.parley.contract.chat.ChatCommand.ChangeChat;
import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatCommand.ChangeTitle;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.ChatCommand.OpenGroup;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.StorePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** How long chats and their messages are to live: at their opening, and changed later. */
class RetentionTest extends EdgeTest {

    private User ada = User.NONE;
    private User bob = User.NONE;

    @BeforeEach
    void twoUsers() {
        ada = newUser();
        bob = newUser();
    }

    private List<Map<String, Object>> bothKinds() {
        return List.of(
                Map.of("kind", "direct", "with", bob.userId()),
                Map.of("kind", "group", "title", "Bletchley", "members", List.of(bob.userId())));
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, @Nullable Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(field, value);
        return more;
    }

    private ResponseSpec patch(User user, String chat, Map<String, ?> body) {
        return send(user, HttpMethod.PATCH, "/v1/chats/" + chat, body);
    }

    private String inDays(int days) {
        return clock.instant().plus(Duration.ofDays(days)).toString();
    }

    private Retention asked() {
        List<ChatCommand> commands = behind.commands(ChatCommand.class);
        ChatCommand last = commands.get(commands.size() - 1);
        if (last instanceof OpenDirectChat open) {
            return open.retention();
        }
        return last instanceof OpenGroup open ? open.retention() : ((ChangeRetention) last).retention();
    }

    @Test
    void bothKindsOfChatsAreOpenedWithAnEnd() {
        Instant end =
                Instant.ofEpochMilli(clock.instant().plus(Duration.ofDays(7)).toEpochMilli());
        for (Map<String, Object> kind : bothKinds()) {
            Map<String, Object> body = with(with(kind, "messageTtl", "PT24H"), "expiresAt", end.toString());
            post(ada, "/v1/chats", body)
                    .expectStatus()
                    .isCreated()
                    .expectBody()
                    .jsonPath("$.messageTtl")
                    .isEqualTo("PT24H")
                    .jsonPath("$.expiresAt")
                    .value(text -> assertThat(Instant.parse((String) text)).isEqualTo(end));
            assertThat(asked()).isEqualTo(new Retention(Duration.ofDays(1), end));
        }
        get(bob, "/v1/chats")
                .expectBody()
                .jsonPath("$.items[0].messageTtl")
                .isEqualTo("PT24H")
                .jsonPath("$.items[1].expiresAt")
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT1S, 1000",
        "PT1.5S, 1500",
        "'PT1,001S', 1001",
        "PT90M, 5400000",
        "P1D, 86400000",
        "P1DT1H1M1.25S, 90061250",
        "P1W, 604800000",
        "P365D, 31536000000",
        "PT8760H, 31536000000"
    })
    void aTimeToLiveHasManySpellings(String text, long millis) {
        for (Map<String, Object> kind : bothKinds()) {
            post(ada, "/v1/chats", with(kind, "messageTtl", text))
                    .expectStatus()
                    .isCreated();
            assertThat(asked().messageTtl()).isEqualTo(Duration.ofMillis(millis));
        }
        String group = openGroup(ada);
        patch(ada, group, Map.of("messageTtl", text)).expectStatus().isOk();
        assertThat(asked().messageTtl()).isEqualTo(Duration.ofMillis(millis));
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                        Stream.of(
                                        "",
                                        " ",
                                        "P",
                                        "PT",
                                        "P1DT",
                                        "PT0S",
                                        "P0D",
                                        "PT0.999S",
                                        "PT1.0001S",
                                        "PT-1S",
                                        "-PT1S",
                                        "+PT1S",
                                        "PT+1S",
                                        "pt1h",
                                        "P1Y",
                                        "P1M",
                                        "P1W1D",
                                        "P53W",
                                        "P366D",
                                        "P365DT0.001S",
                                        "PT8760H1S",
                                        "PT.5S",
                                        "PT1.S",
                                        "PT1H ",
                                        "PT1M1H",
                                        "86400",
                                        "24:00:00",
                                        "a day",
                                        "PT9223372036854775807S",
                                        "PT999999999H999999999M999999999S",
                                        "P" + "1".repeat(100) + "D")
                                .map(text -> Arguments.of("messageTtl", text)),
                        Stream.of(
                                        "",
                                        "tomorrow",
                                        "1800000000",
                                        "2030-01-01",
                                        "2030-01-01T00:00Z",
                                        "2030-01-01T00:00:00",
                                        "2030-01-01 00:00:00Z",
                                        "2030-13-01T00:00:00Z",
                                        "2030-02-30T00:00:00Z",
                                        "2030-01-01T25:00:00Z",
                                        "2030-01-01T00:00:00+99:99",
                                        "+10000-01-01T00:00:00Z",
                                        "2030-01-01T00:00:00.Z",
                                        "2030-01-01T00:00:00.0000000001Z",
                                        "1969-12-31T23:59:59Z",
                                        "0000-01-01T00:00:00Z",
                                        "9999-12-31T23:59:59Z")
                                .map(text -> Arguments.of("expiresAt", text)))
                .flatMap(stream -> stream);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void whatIsOutOfBoundsOrNoneIsNamedWhereverItComes(String field, String value) {
        String group = openGroup(ada);
        String direct = openChat(ada, bob);
        behind.mend();
        for (Map<String, Object> kind : bothKinds()) {
            expectNamed(post(ada, "/v1/chats", with(kind, field, value)), field);
        }
        expectNamed(patch(ada, group, Map.of("title", "Hut 8", field, value)), field);
        expectNamed(patch(bob, direct, Map.of(field, value)), field);
        assertThat(behind.commands(ChatCommand.class)).isEmpty();
    }

    private static void expectNamed(ResponseSpec answer, String field) {
        expectProblem(answer, 400, "invalid_request")
                .jsonPath("$.errors.length()")
                .isEqualTo(1)
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void allThatIsWrongIsNamedTogether() {
        Map<String, String> body = Map.of("title", "", "messageTtl", "PT0S", "expiresAt", "now");
        expectProblem(patch(ada, openGroup(ada), body), 400, "invalid_request")
                .jsonPath("$.errors.length()")
                .isEqualTo(3);
    }

    @Test
    void anEndIsInTheFutureAndAtMostAYearAhead() {
        String group = openGroup(ada);
        Instant now = clock.instant();
        for (Instant bad :
                List.of(now, now.minusMillis(1), now.plus(Duration.ofDays(365)).plusMillis(1))) {
            expectNamed(patch(ada, group, Map.of("expiresAt", bad.toString())), "expiresAt");
        }
        for (String good : List.of(inDays(365), now.plusMillis(1).toString())) {
            patch(ada, group, Map.of("expiresAt", good)).expectStatus().isOk();
        }
    }

    @Test
    void anEndMayBeGivenWithAnotherOffsetAndMorePreciselyThanItIsKept() {
        String group = openGroup(ada);
        Instant end = clock.instant().plus(Duration.ofDays(1)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        String text = end.atOffset(java.time.ZoneOffset.ofHours(2)).toLocalDateTime() + "";
        String whole = text.length() == "2030-01-01T00:00".length() ? text + ":00" : text;
        patch(ada, group, Map.of("expiresAt", whole + ".123999+02:00"))
                .expectStatus()
                .isOk();
        assertThat(asked().expiresAt()).isEqualTo(end.plusMillis(123));
    }

    @Test
    void whatIsLeftOutStaysAndNullClears() {
        String group = openGroup(ada);
        patch(ada, group, Map.of("messageTtl", "PT1H", "expiresAt", inDays(1)))
                .expectStatus()
                .isOk();
        patch(ada, group, with(Map.of(), "messageTtl", null))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.messageTtl")
                .isEmpty()
                .jsonPath("$.expiresAt")
                .isNotEmpty();
        patch(ada, group, with(Map.of("messageTtl", "PT2H"), "expiresAt", null))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.messageTtl")
                .isEqualTo("PT2H")
                .jsonPath("$.expiresAt")
                .isEmpty();
        assertThat(behind.commands(ChangeRetention.class))
                .extracting(ChangeRetention::ttlNamed, ChangeRetention::expiryNamed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(true, true),
                        org.assertj.core.groups.Tuple.tuple(true, false),
                        org.assertj.core.groups.Tuple.tuple(true, true));
    }

    @Test
    void eitherSideOfADirectChatChangesIt() {
        String direct = openChat(ada, bob);
        for (User side : List.of(ada, bob)) {
            patch(side, direct, Map.of("messageTtl", "PT1H")).expectStatus().isOk();
        }
        assertThat(behind.commands(ChangeRetention.class))
                .extracting(change -> change.actor().toString())
                .containsExactly(ada.userId(), bob.userId());
        expectProblem(patch(newUser(), direct, Map.of("messageTtl", "PT1H")), 404, "chat_not_found");
    }

    @Test
    void aTitleAndAnEndInOneRequestAreOneCommand() {
        String group = openGroup(ada);
        behind.mend();
        String position = patch(ada, group, Map.of("messageTtl", "PT1H", "title", "Hut 8"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("Hut 8")
                .jsonPath("$.messageTtl")
                .isEqualTo("PT1H")
                .returnResult()
                .getResponseHeaders()
                .getFirst("Parley-Position");
        assertThat(behind.commands(ChatCommand.class)).hasExactlyElementsOfTypes(ChangeChat.class);
        assertThat(StorePosition.valueOf(Objects.requireNonNull(position)).value())
                .isEqualTo(behind.tail().head());
    }

    @Test
    void aGoodTitleWithABadTimeToLiveChangesNothing() {
        String group = openGroup(ada);
        for (Object bad : List.of("a day", "PT0.5S", "P366D", 3_600)) {
            expectProblem(patch(ada, group, Map.of("title", "Hut 8", "messageTtl", bad)), 400, "invalid_request")
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("messageTtl");
        }
        isAsItWas(group);
    }

    @Test
    void aGoodTitleWithWhatThePlatformRefusesChangesNothing() {
        String group = openGroup(ada);
        behind.fail(ChangeChat.class, () -> new Rejection(ErrorCode.FORBIDDEN, "That is for admins."));
        expectProblem(patch(ada, group, Map.of("title", "Hut 8", "messageTtl", "PT1H")), 403, "forbidden");
        isAsItWas(group);
    }

    @Test
    void whereTheTitleIsRefusedTheEndIsNotChangedEither() {
        Map<String, String> body = Map.of("title", "x", "messageTtl", "PT1H");
        expectProblem(patch(ada, openChat(ada, bob), body), 422, "not_a_group");
        assertThat(behind.commands(ChangeRetention.class)).isEmpty();
    }

    /** No part of what was asked for was sent by itself. */
    private void isAsItWas(String group) {
        assertThat(behind.commands(ChangeTitle.class)).isEmpty();
        assertThat(behind.commands(ChangeRetention.class)).isEmpty();
        get(ada, "/v1/chats/" + group)
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("Bletchley")
                .jsonPath("$.messageTtl")
                .isEmpty();
    }

    @Test
    void whatThePlatformRefusesReachesTheClient() {
        String group = openGroup(ada);
        Map<ErrorCode, Integer> refusals =
                Map.of(ErrorCode.TTL_CHANGED_TOO_OFTEN, 409, ErrorCode.FORBIDDEN, 403, ErrorCode.CHAT_GONE, 410);
        refusals.forEach((code, status) -> {
            behind.fail(ChangeRetention.class, () -> new Rejection(code, "Refused."));
            expectProblem(patch(ada, group, Map.of("messageTtl", "PT1H")), status, code.code());
        });
    }

    @Test
    void aMessageSaysWhenItGoes() {
        Map<String, Object> body = with(bothKinds().get(0), "messageTtl", "PT1H");
        post(ada, "/v1/chats", body).expectStatus().isCreated();
        String chat = openChat(ada, bob);
        say(ada, chat, "hello");
        get(bob, "/v1/chats/" + chat + "/messages")
                .expectBody()
                .jsonPath("$.items[0].expiresAt")
                .isNotEmpty()
                .jsonPath("$.items[0].retracted")
                .doesNotHaveJsonPath();
    }
}
