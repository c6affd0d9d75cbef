package io.parley.e2e.endings;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@SharedServer
class ErasureIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Server server;
    private final Person ada;
    private final Person ben;

    ErasureIT(Server server) {
        this.server = server;
        ada = Person.signsUp(server);
        ben = Person.signsUp(server);
    }

    @Test
    void whoErasesTheirAccountIsNobodyAnyMore() {
        erase(ada);

        ben.getAfterOthers("/v1/users/" + ada.id()).send().expect(404);
        ben.getAfterOthers("/v1/users?handle=" + ada.handle()).send().expect(404);
        assertThat(signsIn(ada).status()).isEqualTo(401);
        ben.opens(ada.id()).expect(404);
        server.api()
                .post("/v1/users")
                .json(Json.object("handle", ada.handle(), "displayName", "Another", "password", "battery staple"))
                .send()
                .expect(409);
    }

    @Test
    void allDevicesAreCutOffAtOnce() {
        Person atHome = ada.onAnotherDevice();
        try (SseStream stream = atHome.listens()) {
            erase(ada);
            stream.awaitEnd(LIMIT);
        }

        for (Person device : new Person[] {ada, atHome}) {
            Eventually.holds(LIMIT, () -> device.get("/v1/me").send().expect(401));
            server.api()
                    .post("/v1/tokens")
                    .json(Json.object("refreshToken", device.refreshToken()))
                    .send()
                    .expect(401);
        }
    }

    @Test
    void groupsAreLeftAndTheirOwnershipIsPassedOn() {
        String group = ada.opensGroup("A group", ben);
        ada.sends(group, "I was here");
        erase(ada);

        Eventually.holds(LIMIT, () -> assertThat(ben.chat(group).path("members"))
                .singleElement()
                .satisfies(member -> assertThat(member.path("role").asString()).isEqualTo("owner")));
        assertThat(ben.history(group, "")).extracting(Message::text).containsExactly("I was here");
    }

    @Test
    void whatWasSaidInADirectChatStaysWithTheOther() {
        String chat = ada.chatWith(ben);
        ada.sends(chat, "keep this");
        erase(ada);

        assertThat(ben.history(chat, "")).extracting(Message::text).containsExactly("keep this");
        JsonNode entry = ben.inboxEntry(chat);
        assertThat(entry.path("lastMessage").path("text").asString()).isEqualTo("keep this");
    }

    private static void erase(Person person) {
        person.request("DELETE", "/v1/me").send().expect(204);
    }

    private Answer signsIn(Person person) {
        return server.api()
                .post("/v1/tokens")
                .json(Json.object("handle", person.handle(), "password", person.password(), "device", "new"))
                .send();
    }
}
