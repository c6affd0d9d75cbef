package io.parley.e2e.endings;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An operator sets a maximum, also for what was sent before, and what goes by it is certified as that. */
class RetentionPolicyIT {

    private static final String NAME = "maximum";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void whatTheMaximumLetsGoIsCertifiedByThatRuleAndWhatIsSentUnderItByItsOwnEnd() throws IOException {
        Map<String, String> settings = new HashMap<>(Settings.UNLIMITED);
        try (Server server = Server.start(NAME, settings)) {
            Person ada = Person.signsUp(server);
            Person ben = Person.signsUp(server);
            Auditor auditor = new Auditor(server, ben, NAME, folder);
            String chat = ada.chatWith(ben);
            ada.sends(chat, "for ever, as it was said");
            Eventually.holds(LIMIT, () -> assertThat(ben.history(chat, "")).hasSize(1));
            server.stop();
            settings.put("PARLEY_RETENTION_LONGEST_TTL", "1s");
            settings.put("PARLEY_RETENTION_INCLUDE_EXISTING", "true");
            settings.put("PARLEY_RETENTION_SWEEP_EVERY", "1s");
            server.start();
            Eventually.holds(LIMIT, () -> assertThat(certificates(ben, chat)).hasSize(1));
            ada.sends(chat, "for a second");
            Eventually.holds(LIMIT, () -> assertThat(certificates(ben, chat)).hasSize(2));

            List<JsonNode> certificates = certificates(ben, chat);

            assertThat(certificates)
                    .extracting(one -> one.path("rule").stringValue())
                    .containsExactly("messageTtl", "longestTtl");
            assertThat(certificates)
                    .extracting(one -> one.at("/messages/ranges").toString())
                    .containsExactly("[[2,2]]", "[[1,1]]");
            assertThat(ben.history(chat, "")).isEmpty();
            Jar.Run run = auditor.verifies(certificates.get(1).toString(), server.environment(), "--against-database");
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.words()).contains("expiry of 1 messages", "digest: right", "1 of 1 are entered");
        }
    }

    private static List<JsonNode> certificates(Person member, String chat) {
        return Json.each(member.get("/v1/chats/" + chat + "/purges")
                        .send()
                        .expect(200)
                        .json()
                        .path("items"))
                .toList();
    }
}
