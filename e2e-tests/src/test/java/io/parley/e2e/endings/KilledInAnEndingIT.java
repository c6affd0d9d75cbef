package io.parley.e2e.endings;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.confidentiality.Tables;
import io.parley.e2e.harness.Api;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Settings;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A purge or an expiry that is cut off by {@code kill -9} ends complete all the same. */
class KilledInAnEndingIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int KILLED = 137;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill commit:PurgeChat",
                "kill committed:PurgeChat",
                "kill commit:deletion:ChatPurged",
                "kill committed:deletion:ChatPurged",
                "kill commit:views:ChatPurged",
                "kill committed:views:ChatPurged"
            })
    void aPurgeEndsComplete(String fault) throws Exception {
        Map<String, String> settings = faulty(fault);
        try (Server server = Server.start("killed-in-a-purge", settings)) {
            Person ada = Person.signsUp(server);
            Person ben = Person.signsUp(server);
            String chat = ada.chatWith(ben);
            ada.sends(chat, "soon gone");
            boolean answered = purge(ada, chat);
            assertThat(server.awaitEnd()).isEqualTo(KILLED);
            settings.remove("PARLEY_FAULTS");
            server.start();
            if (!answered) {
                ada.purges(chat).expect(204);
            }

            Eventually.holds(LIMIT, () -> ben.get("/v1/chats/" + chat).send().expect(410));
            try (SseStream stream = ben.resumesFrom("0")) {
                stream.awaitEvent(
                        "chat", event -> event.json().path("change").asString().equals("gone"));
                assertThat(stream.messages()).isEmpty();
            }
            Tables tables = Tables.in(server.dataFolder());
            Eventually.holds(LIMIT, () -> {
                assertThat(tables.column("SELECT key_id FROM work.keyring WHERE kind IN ('chat', 'message')"))
                        .isEmpty();
                assertThat(tables.column("SELECT message_id FROM views.message"))
                        .isEmpty();
                assertThat(tables.column("SELECT count(*) FROM events.event WHERE type LIKE '%ChatPurged'"))
                        .containsExactly("1");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill commit:ExpireMessages",
                "kill committed:ExpireMessages",
                "kill commit:deletion:MessagesExpired",
                "kill commit:views:MessagesExpired"
            })
    void anExpiryEndsComplete(String fault) throws Exception {
        Map<String, String> settings = faulty(fault);
        try (Server server = Server.start("killed-in-an-expiry", settings)) {
            Person ada = Person.signsUp(server);
            Person ben = Person.signsUp(server);
            String chat = ada.opensTemporaryChat(ben, Duration.ofSeconds(1));
            ada.sends(chat, "for a moment");
            assertThat(server.awaitEnd()).isEqualTo(KILLED);
            settings.remove("PARLEY_FAULTS");
            server.start();

            Tables tables = Tables.in(server.dataFolder());
            Eventually.holds(LIMIT, () -> {
                assertThat(tables.column("SELECT key_id FROM work.keyring WHERE kind = 'message'"))
                        .isEmpty();
                assertThat(tables.column("SELECT message_id FROM views.message"))
                        .isEmpty();
                assertThat(tables.column("SELECT task_instance FROM work.expiry_deadline"))
                        .isEmpty();
            });
            assertThat(tables.column("SELECT count(*) FROM events.event WHERE type LIKE '%MessagesExpired'"))
                    .containsExactly("1");
            try (SseStream stream = ben.resumesFrom("0")) {
                stream.awaitEvent("expiry", event -> true);
                ada.sends(chat, "and on");
                stream.awaitMessage("and on");
                assertThat(stream.messages()).extracting(Message::sequence).containsExactly(2L);
            }
        }
    }

    private static boolean purge(Person person, String chat) {
        try {
            person.purges(chat).expect(204);
            return true;
        } catch (Api.Unanswered e) {
            return false;
        }
    }

    /** A deadline that another process had is taken over quickly. */
    private static Map<String, String> faulty(String fault) {
        Map<String, String> settings = new HashMap<>(Settings.UNLIMITED);
        settings.put("PARLEY_FAULTS", fault);
        settings.put("PARLEY_EXPIRY_DEADLINES_HEARTBEAT", "500ms");
        return settings;
    }
}
