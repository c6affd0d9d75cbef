package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatCommand.OpenGroup;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.SentMessage;
import io.parley.faults.ActiveFault;
import io.parley.faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database ends a connection at the worst moments: nothing is lost, and nothing done twice. */
class LostConnectionTest extends CommandSideFixture {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Override
    Map<String, String> store() {
        return Map.of(
                "parley.fan-out.first-wait", "20ms",
                "parley.fan-out.longest-wait", "50ms",
                "parley.deadlines.polling-interval", "20ms",
                "parley.processors.longest-pause", "100ms");
    }

    @Test
    void aMessageWhoseCommitIsLostWasNotSentAndCanBeSentAgain() {
        ChatId chat = open(alice, bob);
        ActiveFault lost = begin(Fault.drop("commit:SendMessage").times(1));
        SendMessage message = message(chat, alice, "hello");

        assertThat(catchThrowableOfType(Rejection.class, () -> result(message)).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(lost.fired()).isEqualTo(1);
        assertThat(events(MessageSent.class)).isEmpty();
        assertThat(sent(message).sequence()).isEqualTo(1);
        assertThat(sent(message).sequence()).isEqualTo(1);
        assertThat(events(MessageSent.class)).hasSize(1);
    }

    @Test
    void aMessageOfWhichOnlyTheAnswerIsLostWasSentAndIsAnsweredAsSuch() {
        ChatId chat = open(alice, bob);
        ActiveFault lost = begin(Fault.drop("committed:SendMessage").times(1));
        SendMessage message = message(chat, alice, "hello");

        assertThat(sent(message).sequence()).isEqualTo(1);
        assertThat(lost.fired()).isEqualTo(1);
        assertThat(sent(message).sequence()).isEqualTo(1);
        assertThat(events(MessageSent.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"command:FillMailboxes", "commit:FillMailboxes", "committed:FillMailboxes"})
    void aLaneGetsAllOnceAndInOrderWhereverItsConnectionIsLost(String point) {
        hasAllOnceAndInOrder(begin(Fault.drop(point).each(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"event:fan-out:MessageSent", "commit:fan-out:MessageSent", "committed:fan-out:MessageSent"})
    void soItDoesWhereverTheSagaLosesIts(String point) {
        hasAllOnceAndInOrder(begin(Fault.drop(point).each(1)));
    }

    private void hasAllOnceAndInOrder(ActiveFault lost) {
        ChatId group = opened(result(new OpenGroup(ChatId.random(), alice, new Confidential("title"), List.of(bob))))
                .chatId();
        for (String text : List.of("one", "two", "three")) {
            sendUntilTaken(message(group, alice, text));
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(brought()).containsExactly(1L, 2L, 3L));
        assertThat(lost.fired()).isPositive();
        lost.lift();
        send(group, bob, "four");
        await().atMost(SOON).untilAsserted(() -> assertThat(brought()).containsExactly(1L, 2L, 3L, 4L));
    }

    /** What shares a commit with a lane's command is lost with it, and its sender told so. */
    private void sendUntilTaken(SendMessage message) {
        await().atMost(SOON)
                .ignoreExceptionsMatching(
                        e -> e instanceof Rejection refused && refused.code() == ErrorCode.UNAVAILABLE)
                .until(() -> sent(message).sequence() > 0);
    }

    private SentMessage sent(SendMessage message) {
        return (SentMessage) result(message).getPayload();
    }

    private List<Long> brought() {
        return events(MailboxesFilled.class).stream()
                .map(MailboxesFilled::sequence)
                .toList();
    }

    private <E> List<E> events(Class<E> type) {
        long head = node.bean(EventTail.class).head();
        return node.bean(EventsByPosition.class).between(0, head, 10_000).stream()
                .map(logged -> logged.event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
