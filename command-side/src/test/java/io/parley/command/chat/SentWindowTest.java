package io.parley.command.chat;

import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.sent;
import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(window.find(message(2))).map(SentWindow.Sent::sequence).contains(2L);
        assertThat(window.find(message(SentWindow.SIZE + 1L))).isPresent();
    }
}
