package io.parley.e2e.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SharedServer
class TicketsIT {

    private final Server server;
    private final Person ada;
    private final Person ben;
    private final String chat;

    TicketsIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
        this.chat = ada.chatWith(ben);
    }

    @Test
    void aTicketOpensOneStream() {
        String ticket = ticket();

        try (SseStream stream = byTicket(ticket, "")) {
            stream.openingId();
            ada.sends(chat, "By ticket");
            stream.awaitMessage("By ticket");
        }
        SseStream.refused(server, "/v1/events?ticket=" + ticket, Map.of()).expectProblem(401, "unauthorized");
    }

    @Test
    void aTicketResumesToo() {
        String position = ada.sends(chat, "One").position();
        ada.sends(chat, "Two");

        try (SseStream stream = byTicket(ticket(), "&lastEventId=" + position)) {
            stream.awaitMessage("Two");
            assertThat(stream.messages()).extracting(Message::text).containsExactly("Two");
        }
    }

    @Test
    void aTicketIsForTheStreamAlone() {
        String ticket = ticket();

        server.api().get("/v1/me?ticket=" + ticket).send().expectProblem(401, "unauthorized");
        server.api().get("/v1/me").bearing(ticket).send().expectProblem(401, "unauthorized");
        byTicket(ticket, "").close();
    }

    @Test
    void whatIsNoTicketOpensNothing() {
        for (String ticket : new String[] {"", "nonsense", Unique.messageId(), "%00", "a".repeat(2_000)}) {
            SseStream.refused(server, "/v1/events?ticket=" + ticket, Map.of()).expectProblem(401, "unauthorized");
        }
    }

    @Test
    void onlyWhoIsSignedInGetsATicket() {
        server.api().post("/v1/events/tickets").send().expectProblem(401, "unauthorized");
    }

    private String ticket() {
        Answer answer = ben.post("/v1/events/tickets").send();
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
        assertThat(answer.number("expiresIn")).isPositive();
        return answer.text("ticket");
    }

    private SseStream byTicket(String ticket, String more) {
        return SseStream.anonymous(server, "/v1/events?ticket=" + ticket + more);
    }
}
