package io.parley.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.app.operator.OperatorFixture.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FanOutCommandTest {

    private static final String FIRST = """
            {"items":[{"chatId":"a-chat","lane":1,"sequence":3,"tries":10}],"next":"Mw"}""";
    private static final String LAST = """
            {"items":[{"chatId":"a-chat","lane":2,"sequence":4,"tries":9}],"next":null}""";

    private final OperatorFixture operator = new OperatorFixture();

    FanOutCommandTest() {
        operator.answers(FanOutCommandTest::answer);
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void whatWasGivenUpIsListedToTheLastPage() {
        assertThat(run("list")).isZero();

        assertThat(operator.out().lines())
                .containsExactly(
                        "chat a-chat  lane 1  sequence 3  after 10 tries",
                        "chat a-chat  lane 2  sequence 4  after 9 tries");
    }

    @Test
    void oneIsRestartedAsItIsListed() {
        assertThat(run("restart", "a-chat", "1", "3")).isZero();

        assertThat(operator.requests())
                .containsExactly("POST /v1/operator/chats/a-chat/lanes/1/messages/3/restart Bearer secret");
        assertThat(operator.out()).contains("It is in their mailboxes.");
    }

    @Test
    void aRefusalIsOneSentence() {
        assertThat(run("restart", "unknown", "1", "3")).isEqualTo(1);

        assertThat(operator.err()).contains("404", "message_not_found");
    }

    @Test
    void withoutATokenNothingIsAsked() {
        assertThat(operator.run(new FanOutCommand(Map.of()), "list")).isEqualTo(2);
        assertThat(operator.err()).contains("./parley operator add");
        assertThat(operator.requests()).isEmpty();
    }

    @Test
    void whatIsNoIdIsNotAskedFor() {
        assertThat(run("restart", "../me", "1", "3")).isEqualTo(2);
        assertThat(operator.requests()).isEmpty();
    }

    private static Answer answer(String request) {
        if (request.contains("unknown")) {
            return new Answer(404, "{\"code\":\"message_not_found\",\"detail\":\"Nothing was given up there.\"}");
        }
        if (request.endsWith("restart")) {
            return OperatorFixture.DONE;
        }
        return new Answer(200, request.endsWith("?cursor=Mw") ? LAST : FIRST);
    }

    private int run(String... arguments) {
        return operator.run(new FanOutCommand(operator.environment()), arguments);
    }
}
