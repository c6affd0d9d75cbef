package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.session.Caller;
import io.parley.api.testing.FakeTickets;
import io.parley.api.testing.MovableClock;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class TicketsTest {

    private final MovableClock now = new MovableClock();
    private final Tickets tickets = new Tickets(
            new FakeTickets(),
            new StreamProperties.Tickets(Duration.ofSeconds(30)),
            new Random(7),
            now,
            Schedulers.immediate());
    private final Caller caller = new Caller(UserId.random(), DeviceId.random());

    @Test
    void aTicketIsGoodForItsCallerOnce() {
        String ticket = issue();
        assertThat(redeem(ticket)).contains(caller);
        assertThat(redeem(ticket)).isEmpty();
    }

    @Test
    void aTicketIsVoidAfterItsLife() {
        String ticket = issue();
        String inTime = issue();
        now.move(Duration.ofMillis(29_999));
        assertThat(redeem(inTime)).contains(caller);
        now.move(Duration.ofMillis(1));
        assertThat(redeem(ticket)).isEmpty();
    }

    @Test
    void whatIsNoTicketIsNobodys() {
        assertThat(redeem("")).isEmpty();
        assertThat(redeem("rubbish")).isEmpty();
    }

    @Test
    void ticketsAre256BitsAndNeverTheSame() {
        assertThat(IntStream.range(0, 500).mapToObj(i -> issue()))
                .allMatch(ticket -> ticket.matches("[A-Za-z0-9_-]{43}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aTicketOpensAStreamOnce() throws Exception {
        try (EventsServer server = new EventsServer()) {
            var answer = SseClient.send(SseClient.request(server.port(), "/v1/events/tickets", caller)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.body()).matches("\\{\"ticket\":\"[A-Za-z0-9_-]{43}\",\"expiresIn\":30}");
            String ticket = answer.body().substring(11, 54);
            Caller nobody = new Caller(UserId.random(), DeviceId.random());
            try (SseClient client =
                    SseClient.open(SseClient.request(server.port(), "/v1/events?ticket=" + ticket, nobody)
                            .build())) {
                assertThat(client.status()).isEqualTo(200);
                client.opening();
                Events.Chat chat = Events.Chat.of(caller.userId(), UserId.random());
                server.log.append(Events.opened(chat));
                assertThat(client.event().data()).contains(chat.id().toString());
            }
            assertThat(server.bean(Tickets.class).redeem(ticket).blockOptional())
                    .isEmpty();
        }
    }

    private String issue() {
        return Objects.requireNonNull(tickets.issue(caller).block());
    }

    private Optional<Caller> redeem(String ticket) {
        return tickets.redeem(ticket).blockOptional();
    }
}
