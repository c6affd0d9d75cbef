package io.parley.command.receipt;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.People.sent;
import static io.parley.command.fake.Refusals.refused;

import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeLog;
import io.parley.contract.chat.Audience;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.receipt.ReceiptCommand.MarkDelivered;
import io.parley.contract.receipt.ReceiptCommand.MarkRead;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import java.time.Duration;
import java.util.stream.LongStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private static final ReceiptsId BOBS = new ReceiptsId(CHAT, BOB);

    private final AggregateTestFixture<Receipts> fixture = new AggregateTestFixture<>(Receipts.class);
    private final FakeLog log = new FakeLog();
    private final ChatIndex index = new ChatIndex(log, log, 10, Duration.ofSeconds(2));

    @BeforeEach
    void aChatWithTenMessages() {
        log.append(opened());
        LongStream.rangeClosed(1, 10).forEach(n -> log.append(sent(n, "text")));
        index.start();
        fixture.registerInjectableResource(index);
        fixture.registerInjectableResource(new FakeClock(NOON.plusNanos(1)));
    }

    @Test
    void theFirstMarkNeedsNothingBefore() {
        fixture.givenNoPriorActivity().when(new MarkDelivered(BOBS, 3)).expectEvents(advanced(3, 0));
    }

    @Test
    void whatIsReadIsDelivered() {
        fixture.givenNoPriorActivity().when(new MarkRead(BOBS, 3)).expectEvents(advanced(3, 3));
    }

    @Test
    void readingLessThanWasDeliveredLeavesTheOtherMark() {
        fixture.given(advanced(7, 2)).when(new MarkRead(BOBS, 5)).expectEvents(advanced(7, 5));
    }

    @Test
    void oneEventMayAdvanceBothMarks() {
        fixture.given(advanced(4, 2)).when(new MarkRead(BOBS, 9)).expectEvents(advanced(9, 9));
    }

    @Test
    void aMarkNeverGoesBack() {
        nothingHappens(fixture.given(advanced(7, 5)).when(new MarkDelivered(BOBS, 6)));
        nothingHappens(fixture.given(advanced(7, 5)).when(new MarkRead(BOBS, 4)));
    }

    @Test
    void theSameMarkAgainIsNoEvent() {
        nothingHappens(fixture.given(advanced(7, 5)).when(new MarkDelivered(BOBS, 7)));
        nothingHappens(fixture.given(advanced(7, 5)).when(new MarkRead(BOBS, 5)));
    }

    @Test
    void theLastMessageMayBeMarked() {
        fixture.givenNoPriorActivity().when(new MarkRead(BOBS, 10)).expectEvents(advanced(10, 10));
    }

    @Test
    void aMarkBeyondTheLastMessageIsRefused() {
        refuses(fixture.givenNoPriorActivity().when(new MarkDelivered(BOBS, 11)), ErrorCode.BEYOND_LAST_SEQUENCE);
        refuses(fixture.given(advanced(7, 5)).when(new MarkRead(BOBS, 11)), ErrorCode.BEYOND_LAST_SEQUENCE);
    }

    @Test
    void aMarkByWhoIsNotInTheChatIsRefused() {
        refuses(
                fixture.givenNoPriorActivity().when(new MarkRead(new ReceiptsId(CHAT, CAROL), 1)),
                ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void aMarkInNoChatIsRefused() {
        refuses(
                fixture.givenNoPriorActivity().when(new MarkRead(new ReceiptsId(ChatId.random(), BOB), 1)),
                ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void aMarkMustBePositive() {
        refuses(fixture.givenNoPriorActivity().when(new MarkDelivered(BOBS, 0)), ErrorCode.INVALID_REQUEST);
        refuses(fixture.given(advanced(7, 5)).when(new MarkRead(BOBS, -1)), ErrorCode.INVALID_REQUEST);
    }

    private static ReceiptAdvanced advanced(long delivered, long read) {
        return new ReceiptAdvanced(CHAT, BOB, delivered, read, NOON, new Audience.Pair(ALICE, BOB));
    }

    private static void nothingHappens(ResultValidator<Receipts> result) {
        result.expectSuccessfulHandlerExecution().expectNoEvents();
    }

    private static void refuses(ResultValidator<Receipts> result, ErrorCode code) {
        result.expectException(refused(code)).expectNoEvents();
    }
}
