package io.parley.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;

/** The first is the outermost. Those within go on, after a wait, on the loop that it names. */
class DecoratorOrderTest extends EdgeTest {

    @Autowired
    private DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    @Test
    void whatSaysOnWhichLoopToAnswerIsAroundAllOthers() {
        assertThat(beans.getBeanProvider(HttpHandlerDecoratorFactory.class).orderedStream())
                .hasSizeGreaterThan(1)
                .first()
                .isInstanceOf(EventLoopAnswers.class);
    }
}
