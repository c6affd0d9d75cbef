package io.parley.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Together;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@SharedServer
class TwoClientsAtOnceIT {

    private static final int EACH = 1_000;
    private static final int IN_FLIGHT = 8;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Server server;

    TwoClientsAtOnceIT(Server server) {
        this.server = server;
    }

    /** Also repeats the first of all afterwards, which by then is beyond what the chat itself remembers. */
    @Test
    void twoClientsSendingAThousandEachIntoOneChatMakeOneOrder() {
        Person ada = Person.signsUp(server);
        Person ben = Person.signsUp(server);
        String chat = ada.chatWith(ben);
        SseStream atAda = ada.listens();
        SseStream atBen = ben.listens();

        List<List<Sent>> acknowledged =
                Together.call(List.of(() -> sendsAThousand(ada, chat), () -> sendsAThousand(ben, chat)));

        List<Sent> all = acknowledged.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Sent::sequence))
                .toList();
        assertThat(all).extracting(Sent::sequence).containsExactlyElementsOf(upTo(2 * EACH));
        assertThat(all).extracting(Sent::sentAt).isSorted();
        List<Message> history = ada.wholeHistory(chat);
        assertThat(history)
                .extracting(Message::messageId)
                .isEqualTo(all.stream().map(Sent::messageId).toList());
        assertThat(history)
                .extracting(Message::text)
                .isEqualTo(all.stream().map(Sent::text).toList());
        assertThat(atAda.awaitMessages(2 * EACH, LIMIT)).isEqualTo(history);
        assertThat(atBen.awaitMessages(2 * EACH, LIMIT)).isEqualTo(history);
        assertThat(ben.inboxEntry(chat).path("unreadCount").longValue()).isEqualTo(EACH);
        atAda.close();
        atBen.close();

        theFirstOfAllSentAgainIsAnsweredAsAtFirst(all.get(0), ada, ben);
    }

    private static void theFirstOfAllSentAgainIsAnsweredAsAtFirst(Sent first, Person ada, Person ben) {
        Person sender = first.text().contains(ada.handle()) ? ada : ben;
        Answer again =
                sender.trySend(first.chatId(), first.messageId(), first.text()).expect(200);
        assertThat(again.number("sequence")).isEqualTo(1);
        assertThat(Instant.parse(again.text("sentAt"))).isEqualTo(first.sentAt());
        sender.trySend(first.chatId(), first.messageId(), "Something else").expectProblem(409, "message_id_reused");
        assertThat(sender.sends(first.chatId(), "And on").sequence()).isEqualTo(2 * EACH + 1);
    }

    private static List<Sent> sendsAThousand(Person sender, String chat) {
        List<Sent> acknowledged = new ArrayList<>();
        for (int i = 0; i < EACH; i += IN_FLIGHT) {
            List<CompletableFuture<Sent>> flying = new ArrayList<>();
            for (int j = i; j < i + IN_FLIGHT; j++) {
                String text = "From " + sender.handle() + ", number " + j;
                flying.add(sender.sendsAtOnce(chat, Unique.messageId(), text)
                        .thenApply(answer -> Sent.of(answer.expect(201), text)));
            }
            flying.forEach(each -> acknowledged.add(each.join()));
        }
        return acknowledged;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
