package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.events.Events.Chat;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gateway remembers of texts, and forgets when they come to their end. */
class ForgettingTest {

    private final UserId alice = UserId.random();
    private final FakeLog log = new FakeLog();
    private final HeardMessages heard = new HeardMessages(1_000_000);
    private final LatelyEnded ended = new LatelyEnded();
    private final Group group = Group.open(log, alice);

    private LoggedEvent last() {
        return log.between(log.head() - 1, log.head()).get(0);
    }

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            group.send(alice, "hello");
            heard.heard(last());
        }
    }

    @Test
    void messagesThatWereTakenBackOrExpiredAreForgottenAndNoOthers() {
        send(10);
        group.retract(3);
        heard.heard(last());
        assertThat(heard.size()).isEqualTo(9);
        group.expire(5, 7);
        heard.heard(last());
        assertThat(heard.size()).isEqualTo(6);
        group.expire(1, 9); // more than there are
        heard.heard(last());
        assertThat(heard.size()).isEqualTo(1);
    }

    @Test
    void theMessagesOfAChatThatIsGoneAreForgottenAndNoOthers() {
        send(10);
        Group other = Group.open(log, alice);
        for (int i = 0; i < 20; i++) {
            other.send(alice, "hello");
            heard.heard(last());
        }
        group.purge(alice);
        heard.heard(last());
        assertThat(heard.size()).isEqualTo(20);
        other.purge(alice);
        heard.heard(last());
        assertThat(heard.size()).isZero();
    }

    @Test
    void onlyWhatEndedIsKnownToHaveEnded() {
        Chat chat = Chat.of(alice, UserId.random());
        MessageSent first = Events.message(chat, alice, 1, "one");
        MessageSent second = Events.message(chat, alice, 2, "two");
        assertThat(ended.note(first)).isFalse();
        assertThat(ended.note(Events.retracted(chat, first))).isTrue();
        assertThat(List.of(ended.has(Source.of(first)), ended.has(Source.of(second))))
                .containsExactly(true, false);
        assertThat(ended.isGone(chat.id())).isFalse();
        assertThat(ended.note(Events.purged(chat, 2))).isTrue();
        assertThat(ended.has(Source.of(second))).isTrue();
        assertThat(ended.isGone(group.id)).isFalse();
    }

    @Test
    void aClientThatIsSlowIsNotWrittenWhatCameToItsEndMeanwhile() {
        Chat chat = Chat.of(alice, UserId.random());
        try (Streams streams = new Streams(64, 50)) {
            Streams.Held slow = streams.hold(Streams.caller(alice));
            MessageSent taken = Events.message(chat, alice, 1, "taken back");
            streams.log.append(taken);
            streams.log.append(Events.message(chat, alice, 2, "kept"));
            streams.log.append(Events.retracted(chat, taken));
            Chat gone = Chat.of(alice, UserId.random());
            streams.log.append(Events.message(gone, alice, 1, "in a chat that went"));
            streams.log.append(Events.purged(gone, 1));
            streams.awaitFeed();
            assertThat(slow.takeAll())
                    .contains("\"kept\"", "event: retraction", "\"change\":\"gone\"")
                    .doesNotContain("taken back", "in a chat that went");
        }
    }
}
