package io.parley.command.chat;

import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.chat.SentWindow.Sent;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SentWindowTest {

    private final SentWindow window = new SentWindow();

    @Test
    void forgetsTheEldestWhenItIsFull() {
        LongStream.rangeClosed(1, SentWindow.SIZE + 1L).forEach(n -> window.add(sent(n, "text")));

        assertThat(window.size()).isEqualTo(SentWindow.SIZE);
        assertThat(window.find(message(1))).isEmpty();
        assertThat(window.contains(message(1))).isFalse();
        assertThat(window.find(message(2))).map(Sent::sequence).contains(2L);
        assertThat(window.find(message(SentWindow.SIZE + 1L))).isPresent();
    }

    @Test
    void whatWasTakenBackIsRememberedAsSuchAndOtherwiseTheSame() {
        window.add(sent(1, "text"));
        window.add(sent(2, "text"));
        window.retracted(message(1));

        Sent before = Sent.of(sent(1, "text"));
        assertThat(window.find(message(1)))
                .contains(new Sent(
                        before.senderId(),
                        before.keyId(),
                        before.mac(),
                        before.sequence(),
                        before.sentAt(),
                        before.expiresAt(),
                        true));
        assertThat(window.find(message(2))).contains(Sent.of(sent(2, "text")));
        assertThat(window.contains(message(1))).isTrue();
    }

    @Test
    void ofWhatIsTakenBackBeyondItOnlyThatIsKnown() {
        window.retracted(message(1));

        assertThat(window.isRetracted(message(1))).isTrue();
        assertThat(window.isRetracted(message(2))).isFalse();
        assertThat(window.size()).isZero();
        assertThat(window.contains(message(1))).isFalse();
    }

    @Test
    void whatWasTakenBackIsKnownAsSuchAfterItHasLeft() {
        window.add(sent(1, "text"));
        window.retracted(message(1));
        LongStream.rangeClosed(2, SentWindow.SIZE + 2L).forEach(n -> window.add(sent(n, "text")));

        assertThat(window.contains(message(1))).isFalse();
        assertThat(window.isRetracted(message(1))).isTrue();
        assertThat(window.isRetracted(message(2))).isFalse();
    }

    @Test
    void ofThoseBeyondItTheOneThatWasTakenBackFirstIsForgottenFirst() {
        LongStream.rangeClosed(1, SentWindow.SIZE + 1L).forEach(n -> window.retracted(message(n)));

        assertThat(window.isRetracted(message(1))).isFalse();
        assertThat(window.isRetracted(message(2))).isTrue();
        assertThat(window.isRetracted(message(SentWindow.SIZE + 1L))).isTrue();
    }
}
