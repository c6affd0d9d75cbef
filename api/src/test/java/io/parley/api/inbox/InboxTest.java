package io.parley.api.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxTest extends EdgeTest {

    @Test
    void aChatShowsItsLastMessageAndTheOtherSide() {
        User ada = newUser();
        User bob = newUser();
        String chat = openChat(ada, bob);
        say(ada, chat, "hello");
        get(bob, "/v1/chats")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].chatId")
                .isEqualTo(chat)
                .jsonPath("$.items[0].kind")
                .isEqualTo("direct")
                .jsonPath("$.items[0].with")
                .isEqualTo(ada.userId())
                .jsonPath("$.items[0].title")
                .isEmpty()
                .jsonPath("$.items[0].lastMessage.text")
                .isEqualTo("hello")
                .jsonPath("$.items[0].lastSequence")
                .isEqualTo(1)
                .jsonPath("$.items[0].unreadCount")
                .isEqualTo(1)
                .jsonPath("$.items[0].activity")
                .doesNotExist()
                .jsonPath("$.next")
                .isEmpty();
    }

    @Test
    void aGroupShowsItsTitleAndNoOtherSide() {
        User ada = newUser();
        User bob = newUser();
        String group = openGroup(ada, bob);
        get(bob, "/v1/chats")
                .expectBody()
                .jsonPath("$.items[0].chatId")
                .isEqualTo(group)
                .jsonPath("$.items[0].kind")
                .isEqualTo("group")
                .jsonPath("$.items[0].title")
                .isEqualTo("Bletchley")
                .jsonPath("$.items[0].with")
                .doesNotExist();
    }

    @Test
    void aChatWithoutMessagesHasNone() {
        User ada = newUser();
        openChat(ada, newUser());
        get(ada, "/v1/chats").expectBody().jsonPath("$.items[0].lastMessage").isEmpty();
    }

    @Test
    void cursorsLeadThroughAllPages() {
        User ada = newUser();
        List<String> chats = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            chats.add(0, openChat(ada, newUser()));
        }
        List<String> seen = pages(ada, "/v1/chats", "limit=2").stream()
                .flatMap(page -> page.all("chatId", String.class).stream())
                .toList();
        assertThat(seen).isEqualTo(chats);
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=101, limit", "limit=x, limit", "cursor=x, cursor", "cursor=LA, cursor"})
    void aParameterThatBreaksARuleIsNamed(String query, String field) {
        expectProblem(get(newUser(), "/v1/chats?" + query), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void anInboxThatIsHeldBackIsNotYet() {
        User ada = newUser();
        behind.fail(FindInbox.class, () -> new Rejection(ErrorCode.NOT_YET, "Held back."));
        expectProblem(get(ada, "/v1/chats"), 503, "not_yet");
    }
}
