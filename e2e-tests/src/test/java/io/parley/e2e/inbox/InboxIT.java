package io.parley.e2e.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@SharedServer
class InboxIT {

    private final Server server;
    private final Person ada;

    InboxIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
    }

    @Test
    void whoHasNoChatsHasAnEmptyInbox() {
        JsonNode inbox = ada.get("/v1/chats").send().expect(200).json();

        assertThat(inbox.path("items").isArray()).isTrue();
        assertThat(inbox.path("items").size()).isZero();
        assertThat(inbox.path("next").isNull()).isTrue();
    }

    @Test
    void aChatWithoutMessagesIsShown() {
        String chat = ada.chatWith(Person.signsUp(server));

        JsonNode entry = ada.inboxEntry(chat);

        assertThat(entry.path("kind").asString()).isEqualTo("direct");
        assertThat(entry.path("lastSequence").longValue()).isZero();
        assertThat(entry.path("unreadCount").longValue()).isZero();
        assertThat(entry.path("lastMessage").isObject()).isFalse();
    }

    @Test
    void onlyOthersMessagesAboveTheReadMarkAreUnread() {
        Person ben = Person.signsUp(server);
        String chat = ada.chatWith(ben);
        ada.sends(chat, "One");
        ben.sends(chat, "Two");
        ben.sends(chat, "Three");
        ada.sends(chat, "Four");
        ben.sends(chat, "Five");

        assertThat(unread(ada, chat)).isEqualTo(3);
        ada.marksRead(chat, 2);
        assertThat(unread(ada, chat)).isEqualTo(2);
        ada.marksDelivered(chat, 5);
        assertThat(unread(ada, chat)).isEqualTo(2);
        ada.marksRead(chat, 5);
        assertThat(unread(ada, chat)).isZero();
        ben.marksDelivered(chat, 5);
        assertThat(unread(ben, chat)).isEqualTo(2);
    }

    @Test
    void theLatestActivityComesFirst() {
        List<String> chats = chatsWithMessages(4);

        assertThat(order()).containsExactlyElementsOf(reversed(chats));
        ada.sends(chats.get(1), "Again");
        assertThat(order()).startsWith(chats.get(1), chats.get(3));
        assertThat(order()).hasSize(4);
    }

    @Test
    void pagesBringEachChatOnce() {
        List<String> chats = chatsWithMessages(7);
        List<String> paged = new ArrayList<>();
        String query = "?limit=3";
        while (query != null) {
            JsonNode page = ada.get("/v1/chats" + query).send().expect(200).json();
            assertThat(page.path("items").size()).isBetween(1, 3);
            Json.each(page.path("items"))
                    .forEach(entry -> paged.add(entry.path("chatId").asString()));
            String next = page.path("next").stringValue(null);
            query = next == null ? null : "?limit=3&cursor=" + next;
        }

        assertThat(paged).containsExactlyElementsOf(reversed(chats));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "cursor=nonsense", "cursor=-1"})
    void aParameterOutOfBoundsIsRefusedNotClamped(String parameter) {
        ada.get("/v1/chats?" + parameter)
                .send()
                .expectProblem(400, "invalid_request")
                .expectFieldError(parameter.substring(0, parameter.indexOf('=')));
    }

    private List<String> chatsWithMessages(int count) {
        List<String> chats = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String chat = ada.chatWith(Person.signsUp(server));
            ada.sends(chat, "Hello");
            chats.add(chat);
        }
        return chats;
    }

    private List<String> order() {
        return ada.inbox().stream()
                .map(entry -> entry.path("chatId").asString())
                .toList();
    }

    private static List<String> reversed(List<String> list) {
        List<String> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private static long unread(Person person, String chat) {
        return person.inboxEntry(chat).path("unreadCount").longValue();
    }
}
