package io.parley.api.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.events.SseClient;
import io.parley.api.testing.EdgeTest;
import io.parley.api.testing.FakeActivity;
import io.parley.api.testing.FakeTyping;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity.UserWasActive;
import io.parley.contract.presence.PresenceQuery.FindTypingAudience;
import io.parley.contract.presence.TypingFeed.Typing;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

class TypingTest extends EdgeTest {

    @Autowired
    private FakeTyping others;

    @Autowired
    private FakeActivity activity;

    private User ada = User.NONE;
    private User ben = User.NONE;

    @BeforeEach
    void twoUsers() {
        ada = newUser();
        ben = newUser();
    }

    private WebTestClient.ResponseSpec type(User user, String chat) {
        return send(user, HttpMethod.POST, "/v1/chats/" + chat + "/typing");
    }

    private void types(User user, String chat) {
        type(user, chat).expectStatus().isAccepted().expectBody().isEmpty();
    }

    private SseClient listens(User user) {
        SseClient client = SseClient.open(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                .header("Authorization", "Bearer " + user.accessToken())
                .build());
        client.opening();
        return client;
    }

    private static Typing typing(User user, String chat) {
        return new Typing(ChatId.valueOf(chat), UserId.valueOf(user.userId()));
    }

    @Test
    void theOthersInTheChatHearItAndTheTypistDoesNot() {
        User cleo = newUser();
        String chat = openGroup(ada, ben, cleo);
        try (SseClient adas = listens(ada);
                SseClient bens = listens(ben);
                SseClient cleos = listens(cleo);
                SseClient strangers = listens(newUser())) {
            types(ada, chat);
            for (SseClient hearer : new SseClient[] {bens, cleos}) {
                assertThat(hearer.event().lines())
                        .containsExactly(
                                "event: typing",
                                "data: {\"chatId\":\"%s\",\"userId\":\"%s\"}".formatted(chat, ada.userId()));
            }
            assertThat(adas.rest()).extracting(SseClient.Block::event).doesNotContain("typing");
            assertThat(strangers.rest()).extracting(SseClient.Block::event).doesNotContain("typing");
        }
        assertThat(others.told()).contains(typing(ada, chat));
    }

    @Test
    void whatIsSaidAgainAtOnceIsNotPassedOnAndAsksNobody() {
        String chat = openChat(ada, ben);
        types(ada, chat);
        behind.fail(FindTypingAudience.class, () -> new Rejection(ErrorCode.UNAVAILABLE, "away"));
        for (int i = 0; i < 20; i++) {
            types(ada, chat);
        }
        assertThat(others.told()).filteredOn(typing(ada, chat)::equals).hasSize(1);
        expectProblem(type(ben, chat), 503, "unavailable");
    }

    @Test
    void onlyMembersTypeAndChatsThatAreGoneHearNothing() {
        String chat = openChat(ada, ben);
        expectProblem(type(newUser(), chat), 404, "chat_not_found");
        expectProblem(type(ada, UUID.randomUUID().toString()), 404, "chat_not_found");
        expectProblem(type(ada, "x"), 404, "chat_not_found");
        send(ada, HttpMethod.DELETE, "/v1/chats/" + chat).expectStatus().isNoContent();
        expectProblem(type(ada, chat), 410, "chat_gone");
        assertThat(others.told()).noneMatch(typing(ada, chat)::equals);
    }

    @Test
    void itIsNoActivityOfTheUser() {
        String chat = openChat(ada, ben);
        types(ada, chat);
        assertThat(activity.noted(UserWasActive.class))
                .noneMatch(noted -> noted.userId().toString().equals(ada.userId()));
    }

    @Test
    void whoDoesNothingElseIsRefusedAfterAWhile() {
        String chat = openChat(ada, ben);
        for (int i = 0; i < 100; i++) {
            types(ada, chat);
        }
        expectProblem(type(ada, chat), 429, "rate_limited");
        types(ben, chat);
    }

    @Test
    void whoTypesAtAnotherNodeIsHeardHere() {
        String chat = openChat(ada, ben);
        try (SseClient adas = listens(ada)) {
            others.elsewhere(typing(ben, chat));
            assertThat(adas.event().data()).contains(ben.userId());
            behind.fail(FindTypingAudience.class, () -> new Rejection(ErrorCode.UNAVAILABLE, "away"));
            others.elsewhere(typing(ben, chat));
            behind.mend();
            others.elsewhere(typing(ben, chat));
            Awaitility.await().until(() -> adas.rest().stream()
                    .anyMatch(block -> block.event().equals("typing")));
        }
        assertThat(others.told()).as("it is not told back").noneMatch(typing(ben, chat)::equals);
    }
}
