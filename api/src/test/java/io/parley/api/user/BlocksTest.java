package io.parley.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.id.UserId;
import io.parley.contract.user.UserCommand.BlockUser;
import io.parley.contract.user.UserCommand.UnblockUser;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** {@code /v1/blocks}. */
class BlocksTest extends EdgeTest {

    private static final String PATH = "/v1/blocks";

    private User ada = User.NONE;
    private User ben = User.NONE;

    @BeforeEach
    void twoUsers() {
        ada = newUser();
        ben = newUser();
    }

    private ResponseSpec block(User blocker, String userId) {
        return send(blocker, HttpMethod.PUT, PATH + "/" + userId);
    }

    private ResponseSpec unblock(User blocker, String userId) {
        return send(blocker, HttpMethod.DELETE, PATH + "/" + userId);
    }

    private static void expectDone(ResponseSpec response) {
        response.expectStatus()
                .isNoContent()
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .isEmpty();
    }

    private ResponseSpec open(User opener, User with) {
        return post(opener, "/v1/chats", Map.of("kind", "direct", "with", with.userId()));
    }

    private ResponseSpec message(User sender, String chatId, String messageId) {
        return post(sender, "/v1/chats/" + chatId + "/messages", Map.of("messageId", messageId, "text", "hello"));
    }

    @Test
    void whomOneBlocksIsListedUntilItIsLifted() {
        User cem = newUser();
        expectDone(block(ada, ben.userId()));
        expectDone(block(ada, cem.userId()));

        Listed page = list(ada, PATH);
        assertThat(page.items()).hasSize(2).allSatisfy(item -> assertThat(item)
                .containsOnlyKeys("userId", "blockedAt"));
        assertThat(page.all("userId", String.class)).containsExactly(cem.userId(), ben.userId());
        assertThat(page.next()).isNull();
        assertThat(list(ben, PATH).items()).isEmpty();

        expectDone(unblock(ada, cem.userId()));
        assertThat(list(ada, PATH).all("userId", String.class)).containsExactly(ben.userId());
    }

    @Test
    void bothAreIdempotent() {
        expectDone(unblock(ada, ben.userId()));
        expectDone(block(ada, ben.userId()));
        expectDone(block(ada, ben.userId()));
        expectDone(unblock(ada, ben.userId()));
        expectDone(unblock(ada, ben.userId()));
        expectDone(unblock(ada, UUID.randomUUID().toString()));
        expectDone(unblock(ada, ada.userId()));

        UserId one = UserId.valueOf(ada.userId());
        UserId other = UserId.valueOf(ben.userId());
        assertThat(behind.commands(BlockUser.class))
                .containsExactly(new BlockUser(one, other), new BlockUser(one, other));
        assertThat(behind.commands(UnblockUser.class)).hasSize(5);
    }

    @Test
    void theyComeInPages() {
        for (int i = 0; i < 3; i++) {
            expectDone(block(ada, newUser().userId()));
        }

        List<Listed> pages = pages(ada, PATH, "limit=1");

        assertThat(pages).extracting(page -> page.items().size()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?cursor=%21"})
    void whatIsNoPageIsRefused(String query) {
        expectProblem(get(ada, PATH + query), 400, "invalid_request");
    }

    @Test
    void whoIsNotThereAndOneselfAreRefused() {
        expectProblem(block(ada, UUID.randomUUID().toString()), 404, "user_not_found");
        expectProblem(block(ada, "nonsense"), 404, "user_not_found");
        expectProblem(unblock(ada, "nonsense"), 404, "user_not_found");
        expectProblem(block(ada, ada.userId()), 422, "block_of_oneself");
    }

    @Test
    void oneTooManyIsRefused() {
        for (int i = 0; i < 3; i++) {
            expectDone(block(ada, newUser().userId()));
        }
        expectProblem(block(ada, ben.userId()), 422, "too_many_blocks");
    }

    @Test
    void theBlockedAreToldThatTheyAre() {
        String chatId = openChat(ada, ben);
        String earlier = say(ada, chatId, "hello");
        expectDone(block(ben, ada.userId()));

        expectProblem(open(ada, ben), 403, "blocked");
        expectProblem(message(ada, chatId, UUID.randomUUID().toString()), 403, "blocked");
        message(ada, chatId, earlier).expectStatus().isOk();
        message(ben, chatId, UUID.randomUUID().toString()).expectStatus().isCreated();
    }
}
