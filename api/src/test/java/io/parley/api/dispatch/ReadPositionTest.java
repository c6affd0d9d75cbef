package io.parley.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.log.StorePosition;
import io.parley.contract.user.UserQuery.FindUser;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class ReadPositionTest extends EdgeTest {

    @Test
    void aReadWaitsForItsUsersLastWrite() {
        User ada = newUser();
        String chat = openChat(ada, newUser());
        say(ada, chat, "hello");
        long written = head();
        newUser();
        get(ada, "/v1/chats").expectStatus().isOk();
        assertThat(behind.lastQuery(FindInbox.class).atLeast()).isEqualTo(written);
    }

    @Test
    void whoHasJustSignedUpReadsTheirOwnAccount() {
        User ada = newUser();
        get(ada, "/v1/me").expectStatus().isOk();
        assertThat(behind.lastQuery(FindUser.class).atLeast()).isEqualTo(head());
    }

    @Test
    void aReadWaitsForThePositionThatItBears() {
        User ada = newUser();
        newUser();
        read(ada, position(head())).expectStatus().isOk();
        assertThat(behind.lastQuery(FindUser.class).atLeast()).isEqualTo(head());
    }

    @Test
    void theLaterOfBothHolds() {
        User ada = newUser();
        read(ada, position(1)).expectStatus().isOk();
        assertThat(behind.lastQuery(FindUser.class).atLeast()).isEqualTo(head());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "5",
                "0e0c4d5e-0000-4000-8000-000000000001",
                "0e0c4d5e-0000-4000-8000-000000000001.",
                "0e0c4d5e-0000-4000-8000-000000000001.-1",
                "0e0c4d5e-0000-4000-8000-000000000001.x",
                "0e0c4d5e-0000-4000-8000-000000000001.1.2",
                "0e0c4d5e-0000-4000-8000-000000000001.99999999999999999999"
            })
    void whatIsNoPositionIsNamed(String header) {
        expectRefused(read(newUser(), header));
    }

    @Test
    void aPositionOfAnotherEpochIsRefusedAndSaysWhy() {
        expectProblem(read(newUser(), new StorePosition(UUID.randomUUID(), 1).toString()), 400, "invalid_request")
                .jsonPath("$.errors[0].message")
                .value(message -> assertThat((String) message).contains("epoch"));
    }

    @Test
    void aPositionThatNobodyCanHaveIsTheClientsFaultAndNotThePlatforms() {
        expectRefused(read(newUser(), position(head() + 1_000)));
        expectRefused(read(newUser(), position(Long.MAX_VALUE)));
    }

    @Test
    void aPositionIsGivenOnce() {
        User ada = newUser();
        expectRefused(http.get()
                .uri("/v1/me")
                .header("Authorization", "Bearer " + ada.accessToken())
                .header("Parley-Position", position(1), position(1))
                .exchange());
    }

    private static void expectRefused(WebTestClient.ResponseSpec response) {
        expectProblem(response, 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("Parley-Position");
    }

    private WebTestClient.ResponseSpec read(User user, String position) {
        return http.get()
                .uri("/v1/me")
                .header("Authorization", "Bearer " + user.accessToken())
                .header("Parley-Position", position)
                .exchange();
    }

    private long head() {
        return behind.tail().head();
    }

    private String position(long value) {
        return new StorePosition(behind.tail().epoch(), value).toString();
    }
}
