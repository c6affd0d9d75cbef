package io.parley.command.chat;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.People.sent;
import static io.parley.command.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.FakeBlocks;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeDeadlines;
import io.parley.command.fake.FakeMedia;
import io.parley.command.fake.FakeMessageVault;
import io.parley.command.fake.FakePairs;
import io.parley.command.fake.FakeSentMessages;
import io.parley.command.message.MessageParser;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.ChatHeld;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.OperatorId;
import io.parley.contract.log.ChatLog;
import io.parley.contract.message.ExpiryOutcome;
import io.parley.contract.message.MessageCommand.LimitMessages;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was sent before the server had a maximum. The n-th message was sent n seconds after noon. */
class LimitedChatTest {

    private static final Audience AUDIENCE = new Audience.Pair(ALICE, BOB);

    private final FakeClock clock = new FakeClock(NOON.plusSeconds(62));
    private AggregateTestFixture<Chat> fixture = new AggregateTestFixture<>(Chat.class);

    @BeforeEach
    void provideThePorts() {
        fixture = fixture(new RetentionPolicy(null, null, Duration.ofMinutes(1)));
    }

    @Test
    void whatIsTooOldGoesAndTheRestStays() {
        fixture.given(opened(), sent(1, "one"), sent(2, "two"), sent(3, "three"))
                .when(new LimitMessages(CHAT, 1))
                .expectEvents(gone(1, 2))
                .expectResultMessagePayload(new ExpiryOutcome(2, null, false));
    }

    @Test
    void whatIsNotTooOldStays() {
        clock.move(Duration.ofSeconds(-2));

        fixture.given(opened(), sent(1, "one")).when(new LimitMessages(CHAT, 1)).expectNoEvents();
    }

    @Test
    void whatWentGoesOnce() {
        fixture.given(opened(), sent(1, "one"), sent(2, "two"), sent(3, "three"), gone(1, 2))
                .when(new LimitMessages(CHAT, 1))
                .expectNoEvents()
                .expectResultMessagePayload(new ExpiryOutcome(0, null, false));
    }

    @Test
    void underALegalHoldNothingGoes() {
        fixture.given(opened(), sent(1, "one"), new ChatHeld(CHAT, AUDIENCE, OperatorId.random(), NOON))
                .when(new LimitMessages(CHAT, 1))
                .expectNoEvents();
    }

    @Test
    void withoutAMaximumNothingGoes() {
        fixture(RetentionPolicy.NONE)
                .given(opened(), sent(1, "one"))
                .when(new LimitMessages(CHAT, 1))
                .expectNoEvents();
    }

    @Test
    void whatWentCannotBeTakenBack() {
        fixture.given(opened(), sent(1, "one"), sent(2, "two"), gone(1, 2))
                .when(new RetractMessage(CHAT, message(2), ALICE))
                .expectException(refused(ErrorCode.MESSAGE_NOT_FOUND))
                .expectNoEvents();
    }

    @Test
    void manyGoInBatches() {
        Object[] history = LongStream.rangeClosed(0, Expiring.MOST_AT_ONCE + 10)
                .mapToObj(n -> n == 0 ? opened() : sent(n, "text"))
                .toArray();
        clock.move(Duration.ofDays(1));

        fixture.given(history).when(new LimitMessages(CHAT, 1)).expectSuccessfulHandlerExecution();
        assertThat(fixture.getEventStore().readEvents(CHAT.toString()).asStream())
                .filteredOn(event -> event.getPayload() instanceof MessagesExpired)
                .singleElement()
                .satisfies(event -> assertThat(((MessagesExpired) event.getPayload()).keys())
                        .hasSizeBetween(Expiring.MOST_AT_ONCE - 1, Expiring.MOST_AT_ONCE));
    }

    private MessagesExpired gone(long from, long to) {
        return new MessagesExpired(
                CHAT,
                List.of(new SequenceRange(from, to)),
                LongStream.rangeClosed(from, to)
                        .mapToObj(n -> sent(n, "x").content().keyId())
                        .toList(),
                AUDIENCE,
                MessagesExpired.NO_QUEUE,
                to,
                null,
                clock.instant());
    }

    private AggregateTestFixture<Chat> fixture(RetentionPolicy policy) {
        AggregateTestFixture<Chat> made = new AggregateTestFixture<>(Chat.class);
        ChatLog log = (chatId, number, most) -> LongStream.rangeClosed(1, Expiring.MOST_AT_ONCE + 10)
                .filter(n -> n > number)
                .limit(most)
                .mapToObj(n -> new ChatLog.Numbered(n, sent(n, "text")))
                .toList();
        List.of(
                        policy,
                        log,
                        clock,
                        new FakeMessageVault(),
                        new FakeSentMessages(),
                        new MessageParser(),
                        new FakeMedia().attachments(),
                        new FakeBlocks(),
                        new FakePairs(),
                        new FakeDeadlines())
                .forEach(made::registerInjectableResource);
        return made;
    }
}
