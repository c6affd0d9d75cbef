package io.parley.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.FakeLogReader;
import io.parley.contract.audit.AuditCommand.RecordAuditRead;
import io.parley.contract.audit.AuditOperation;
import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.ConversationState.ChatState;
import io.parley.contract.audit.ConversationState.MemberState;
import io.parley.contract.audit.ConversationState.MessageState;
import io.parley.contract.audit.EventFilter;
import io.parley.contract.audit.EventPage;
import io.parley.contract.audit.MessageFate;
import io.parley.contract.audit.Moment;
import io.parley.contract.audit.RecordedEvent;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class AuditReadsTest extends OperatorTest {

    private static final String CHAT = "00000000-0000-4000-8000-00000000000c";
    private static final String MESSAGE = "00000000-0000-4000-8000-00000000000a";
    private static final Instant AT = Instant.parse("2030-01-01T00:00:00Z");

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private FakeLogReader log;

    @AfterEach
    void nothingIsInTheLog() {
        log.clear();
    }

    private static RecordedEvent event(long position) {
        return new RecordedEvent(
                position,
                AT,
                "MessageSent",
                "1",
                "Chat",
                CHAT,
                position,
                new UUID(0, position),
                "{\"sequence\":7}",
                "{\"actor\":\"ada\"}");
    }

    private ResponseSpec look(String token, String path) {
        return http.get()
                .uri("/v1/operator" + path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    @Test
    void anAuditorSeesEventsAPageAtATimeAndEachPageIsTakenDown() throws IOException {
        String token = token(OperatorRole.AUDITOR);
        log.events(asked -> new EventPage(List.of(event(asked.after() + 1)), asked.after() + 1, asked.after() == 0));

        Page first = look(token, "/events?chat=" + CHAT + "&type=MessageSent&since=2030-01-01&to=9&limit=1&reason=why")
                .expectStatus()
                .isOk()
                .expectBody(Page.class)
                .returnResult()
                .getResponseBody();
        String next = Objects.requireNonNull(first).next();
        look(token, "/events?limit=1&cursor=" + next)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].payload.sequence")
                .isEqualTo(7)
                .jsonPath("$.items[0].metadata.actor")
                .isEqualTo("ada")
                .jsonPath("$.lookedUpTo")
                .isEqualTo(2)
                .jsonPath("$.next")
                .isEmpty();

        assertThat(log.asked())
                .containsExactly(
                        new FakeLogReader.Asked(
                                new EventFilter(UUID.fromString(CHAT), null, null, "MessageSent", AT, null, 1, 9),
                                0,
                                1),
                        new FakeLogReader.Asked(EventFilter.ALL, 1, 1));
        List<RecordAuditRead> taken = behind.commands(RecordAuditRead.class);
        assertThat(taken).hasSize(2).allSatisfy(read -> {
            assertThat(read.operation()).isEqualTo(AuditOperation.EVENTS);
            assertThat(read.address()).isEqualTo("127.0.0.1");
            assertThat(read.at()).isEqualTo(clock.instant());
        });
        assertThat(taken.get(0).parameters())
                .isEqualTo(Map.of("chat", CHAT, "type", "MessageSent", "since", "2030-01-01", "to", "9"));
        assertThat(taken.get(0).reason()).isEqualTo("why");
        assertThat(taken.get(1).parameters()).isEqualTo(Map.of("after", "1"));
        assertThat(taken.get(1).reason()).isNull();
    }

    record Page(String next) {}

    @Test
    void whatCannotBeTakenDownIsNotAnswered() throws IOException {
        String token = token(OperatorRole.AUDITOR);
        log.events(asked -> new EventPage(List.of(event(1)), 1, false));
        behind.fail(RecordAuditRead.class, () -> new Rejection(ErrorCode.UNAVAILABLE, "The log cannot be written."));

        expectProblem(look(token, "/events"), 503, "unavailable");

        assertThat(log.asked()).isEmpty();
        behind.mend();
        look(token, "/events").expectStatus().isOk();
        look(token, "/events").expectStatus().isOk(); // no place is lost
    }

    @Test
    void whatCannotBeReadIsTakenDownAllTheSame() throws IOException {
        String token = token(OperatorRole.AUDITOR);
        log.events(asked -> {
            throw new Rejection(ErrorCode.UNAVAILABLE, "The log cannot be read just now.");
        });

        for (int i = 0; i < 3; i++) {
            expectProblem(look(token, "/events"), 503, "unavailable");
        }
        assertThat(behind.commands(RecordAuditRead.class)).hasSize(3);
    }

    @Test
    void whoeverComesWhileTwoLookIsRefusedAndNotTakenDown() throws Exception {
        String token = token(OperatorRole.AUDITOR);
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        log.events(asked -> {
            begun.countDown();
            await(goOn);
            return new EventPage(List.of(), 0, false);
        });
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            Future<?> one =
                    others.submit(() -> look(token, "/events").expectStatus().isOk());
            Future<?> two =
                    others.submit(() -> look(token, "/events").expectStatus().isOk());
            await(begun);

            expectProblem(look(token, "/events"), 503, "overloaded");

            assertThat(behind.commands(RecordAuditRead.class)).hasSize(2);
            goOn.countDown();
            one.get();
            two.get();
            look(token, "/events").expectStatus().isOk();
        } finally {
            goOn.countDown();
            others.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(15, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/events?chat=nobody",
                "/events?user=",
                "/events?message=7",
                "/events?type=Message*",
                "/events?since=yesterday",
                "/events?until=%2B999999999-01-01T00:00:00Z",
                "/events?from=-1",
                "/events?to=x",
                "/events?limit=101",
                "/events?cursor=!",
                "/events?reason=",
                "/events?reason=a%0Ab",
                "/chats/" + CHAT + "/as-of?at=soon",
                "/chats/" + CHAT + "/diff",
                "/messages/" + MESSAGE,
                "/messages/" + MESSAGE + "?chat=x"
            })
    void whatCannotBeUnderstoodIsRefusedAndNotTakenDown(String path) throws IOException {
        ResponseSpec answer = http.get()
                .uri(java.net.URI.create("http://127.0.0.1:" + port + "/v1/operator" + path))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token(OperatorRole.AUDITOR))
                .exchange();

        expectProblem(answer, 400, "invalid_request").jsonPath("$.errors").isNotEmpty();
        assertThat(behind.commands(RecordAuditRead.class)).isEmpty();
    }

    @Test
    void noUserLooks() {
        String token = newUser().accessToken();

        for (String path : List.of("/events", "/chats/" + CHAT + "/as-of", "/messages/" + MESSAGE + "?chat=" + CHAT)) {
            expectProblem(look(token, path), 401, "unauthorized");
        }
        assertThat(behind.commands(RecordAuditRead.class)).isEmpty();
    }

    @Test
    void aConversationIsShownAsItWasAndHowItChanged() throws IOException {
        String token = token(OperatorRole.AUDITOR);
        ConversationState late = state(9, MessageFate.RETRACTED, 2);
        log.conversation(moment -> moment.equals(Moment.at(4))
                ? Optional.of(state(4, MessageFate.ENCRYPTED, 0))
                : moment.equals(Moment.NOW) ? Optional.of(late) : Optional.empty());

        look(token, "/chats/" + CHAT + "/as-of?at=4")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.position")
                .isEqualTo(4)
                .jsonPath("$.chat.kind")
                .isEqualTo("group")
                .jsonPath("$.chat.goneAt")
                .doesNotExist()
                .jsonPath("$.members[0].read")
                .isEqualTo(0)
                .jsonPath("$.messages[0].fate")
                .isEqualTo("encrypted")
                .jsonPath("$.messagesLeftOut")
                .isEqualTo(0);
        look(token, "/chats/" + CHAT + "/diff?from=4&reason=ticket")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.from.position")
                .isEqualTo(4)
                .jsonPath("$.to.position")
                .isEqualTo(9)
                .jsonPath("$.chat")
                .isEmpty()
                .jsonPath("$.members[0].before.read")
                .isEqualTo(0)
                .jsonPath("$.members[0].after.read")
                .isEqualTo(2)
                .jsonPath("$.messages[0].after.fate")
                .isEqualTo("retracted");
        expectProblem(look(token, "/chats/" + CHAT + "/as-of?at=2029-01-01"), 404, "chat_not_found");
        expectProblem(look(token, "/messages/" + MESSAGE + "?chat=" + CHAT), 404, "message_not_found");
        assertThat(behind.commands(RecordAuditRead.class))
                .extracting(RecordAuditRead::operation)
                .containsExactly(
                        AuditOperation.CONVERSATION,
                        AuditOperation.CHANGES,
                        AuditOperation.CONVERSATION,
                        AuditOperation.MESSAGE);
        assertThat(behind.commands(RecordAuditRead.class).get(1).parameters())
                .isEqualTo(Map.of("chat", CHAT, "from", "4"));
    }

    private static ConversationState state(long position, MessageFate fate, long read) {
        UserId ada = UserId.valueOf(MESSAGE);
        return new ConversationState(
                position,
                AT,
                new ChatState("group", AT, 4, null, null, null, null, null),
                List.of(new MemberState(ada, "owner", 2, read)),
                List.of(new MessageState(1, MessageId.valueOf(MESSAGE), ada, AT, null, 40, fate, 3)),
                List.of());
    }

    @Test
    void whatMessagesSayIsShownToWhomItMayBeAndWithAReason() throws IOException {
        String path = "/chats/" + CHAT + "/as-of?reveal=true";
        log.conversation(moment -> Optional.of(state(4, MessageFate.ENCRYPTED, 0)));

        expectProblem(look(token(OperatorRole.OPERATOR), path + "&reason=why"), 403, "forbidden");
        expectProblem(look(token(OperatorRole.AUDITOR, true), path), 400, "invalid_request");
        expectProblem(look(token(OperatorRole.AUDITOR, true), path + "&reveal=yes"), 400, "invalid_request");
        assertThat(behind.commands(RecordAuditRead.class)) // that somebody tried is taken down, too
                .singleElement()
                .returns(Map.of("chat", CHAT, "reveal", "true", "refused", "true"), RecordAuditRead::parameters);

        look(token(OperatorRole.AUDITOR, true), path + "&reason=why")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.messages[0].content.gone") // there is no key here
                .isEqualTo(true)
                .jsonPath("$.messages[0].content.text")
                .isEmpty();
        look(token(OperatorRole.AUDITOR, true), "/chats/" + CHAT + "/as-of?reveal=false")
                .expectBody()
                .jsonPath("$.messages[0].content")
                .doesNotExist();
        RecordAuditRead taken = behind.commands(RecordAuditRead.class).get(1);
        assertThat(taken.parameters()).isEqualTo(Map.of("chat", CHAT, "reveal", "true"));
        assertThat(taken.reason()).isEqualTo("why");
    }

    @Test
    void whatIsRevealedOfAnEarlierMomentHangsOnWhatIsNow() throws IOException {
        log.conversation(moment -> Optional.of(state(4, MessageFate.ENCRYPTED, 0)));

        look(token(OperatorRole.AUDITOR, true), "/chats/" + CHAT + "/as-of?at=4&reveal=true&reason=why")
                .expectStatus()
                .isOk();
        look(token(OperatorRole.AUDITOR, true), "/chats/" + CHAT + "/as-of?reveal=true&reason=why")
                .expectStatus()
                .isOk();
        look(token(OperatorRole.AUDITOR), "/chats/" + CHAT + "/as-of?at=4")
                .expectStatus()
                .isOk();

        assertThat(log.looked()).containsExactly(Moment.at(4), Moment.NOW, Moment.NOW, Moment.at(4));
    }

    @Test
    void whatCannotBeTakenDownIsNotRevealed() throws IOException {
        log.conversation(moment -> Optional.of(state(4, MessageFate.ENCRYPTED, 0)));
        behind.fail(RecordAuditRead.class, () -> new Rejection(ErrorCode.UNAVAILABLE, "The log cannot be written."));

        expectProblem(
                look(token(OperatorRole.AUDITOR, true), "/chats/" + CHAT + "/as-of?reveal=true&reason=why"),
                503,
                "unavailable");
        expectProblem(
                look(
                        token(OperatorRole.AUDITOR, true),
                        "/messages/" + MESSAGE + "?chat=" + CHAT + "&reveal=true&reason=why"),
                503,
                "unavailable");

        assertThat(log.looked()).isEmpty();
    }

    @Test
    void ofAConversationTheNewestMessagesAreShown() throws IOException {
        List<MessageState> many = java.util.stream.LongStream.rangeClosed(1, 1_002)
                .mapToObj(n -> new MessageState(
                        n,
                        new MessageId(new UUID(0, n)),
                        UserId.valueOf(MESSAGE),
                        AT,
                        null,
                        40,
                        MessageFate.ENCRYPTED,
                        n))
                .toList();
        ConversationState few = state(1, MessageFate.ENCRYPTED, 0);
        log.conversation(
                moment -> Optional.of(new ConversationState(1, AT, few.chat(), few.members(), many, List.of())));

        look(token(OperatorRole.AUDITOR), "/chats/" + ChatId.random() + "/as-of")
                .expectBody()
                .jsonPath("$.messagesLeftOut")
                .isEqualTo(2)
                .jsonPath("$.messages.length()")
                .isEqualTo(1_000)
                .jsonPath("$.messages[0].sequence")
                .isEqualTo(3);
    }
}
