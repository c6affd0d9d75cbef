package io.parley.e2e.endings;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.confidentiality.Tables;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.OperatorAtWork;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rotation of keys that is cut off by {@code kill -9} comes to its end once the server runs again, and what lives is read. */
class KilledInARotationIT {

    private static final String NAME = "killed-in-a-rotation";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int KILLED = 137;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key_added",
                "old_keys_retired",
                "keys_replaced",
                "leaves_rewrapped",
                "keys_rewrapped",
                "backed_up",
                "key_destroyed",
                "vacuumed"
            })
    void itComesToItsEnd(String point) throws Exception {
        Map<String, String> settings = new HashMap<>(Settings.UNLIMITED);
        settings.put("PARLEY_FAULTS", "kill rotation:" + point);
        try (Server server = Server.start(NAME, settings)) {
            Person ada = Person.signsUp(server);
            Person ben = Person.signsUp(server);
            String chat = ada.chatWith(ben);
            ada.sends(chat, "stays");
            Sent goes = ada.sends(chat, "goes");
            ada.takesBack(goes).expect(204);
            OperatorAtWork before = OperatorAtWork.of(server, NAME);
            before.tries("keys", "rotate");
            assertThat(server.awaitEnd()).isEqualTo(KILLED);
            settings.remove("PARLEY_FAULTS");
            server.start();

            OperatorAtWork operator = before.at(server);
            Eventually.holds(
                    LIMIT, () -> assertThat(operator.runs("keys", "status")).contains("  ended  "));
            Tables tables = Tables.in(server.dataFolder());
            assertThat(tables.column("SELECT DISTINCT left(wrapped_by, 4) FROM work.keyring WHERE kind = 'chat'"))
                    .isEqualTo(List.of("kek:"));
            assertThat(tables.column("SELECT count(*) FROM work.rotation")).containsExactly("1");
            ben.sends(chat, "and on");
            assertThat(ada.wholeHistory(chat))
                    .extracting(Message::text)
                    .contains("stays", "and on")
                    .doesNotContain("goes");
            assertThat(operator.runs("keys", "rotate")).contains("Rotated ");
        }
    }
}
