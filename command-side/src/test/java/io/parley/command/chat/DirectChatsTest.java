package io.parley.command.chat;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.Refusals.refused;
import static io.parley.command.fake.Temporary.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.FakeAccounts;
import io.parley.command.fake.FakeBlocks;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeDeadlines;
import io.parley.command.fake.FakePairs;
import io.parley.command.fake.Temporary;
import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import java.time.Duration;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectChatsTest {

    private final AggregateTestFixture<Chat> fixture = new AggregateTestFixture<>(Chat.class);
    private final FakePairs pairs = new FakePairs();
    private final FakeAccounts accounts = new FakeAccounts();
    private final FakeBlocks blocks = new FakeBlocks();

    private final FakeDeadlines deadlines = new FakeDeadlines();

    @BeforeEach
    void registerThePeopleAndTheHandler() {
        accounts.storeCredentials(ALICE, new Confidential("hash"));
        accounts.storeCredentials(BOB, new Confidential("hash"));
        fixture.registerAnnotatedCommandHandler(new DirectChats(
                fixture.getRepository(),
                pairs,
                pairs,
                accounts,
                blocks,
                RetentionPolicy.NONE,
                deadlines,
                new FakeClock(NOON.plusNanos(999_999))));
    }

    @Test
    void aPairWithoutAChatGetsOne() {
        fixture.givenNoPriorActivity()
                .when(new OpenDirectChat(CHAT, ALICE, BOB))
                .expectEvents(opened())
                .expectResultMessagePayload(new OpenedChat(CHAT, true));
        assertThat(pairs.keys()).containsExactly(CHAT);
    }

    @Test
    void aPairWithAChatIsAnsweredWithIt() {
        pairs.claim(ALICE, BOB, CHAT);

        fixture.givenNoPriorActivity()
                .when(new OpenDirectChat(ChatId.random(), ALICE, BOB))
                .expectNoEvents()
                .expectResultMessagePayload(new OpenedChat(CHAT, false));
        assertThat(pairs.keys()).isEmpty();
    }

    @Test
    void theOtherSideFindsTheSameChat() {
        pairs.claim(ALICE, BOB, CHAT);

        fixture.givenNoPriorActivity()
                .when(new OpenDirectChat(ChatId.random(), BOB, ALICE))
                .expectNoEvents()
                .expectResultMessagePayload(new OpenedChat(CHAT, false));
    }

    @Test
    void aChatWithOneselfIsRefused() {
        fixture.givenNoPriorActivity()
                .when(new OpenDirectChat(CHAT, ALICE, ALICE))
                .expectException(refused(ErrorCode.CHAT_WITH_ONESELF))
                .expectNoEvents();
    }

    @Test
    void aChatWithNobodyIsRefused() {
        fixture.givenNoPriorActivity()
                .when(new OpenDirectChat(CHAT, ALICE, CAROL))
                .expectException(refused(ErrorCode.USER_NOT_FOUND))
                .expectNoEvents();
        assertThat(pairs.claim(ALICE, CAROL, CHAT)).isEqualTo(CHAT);
    }

    @Test
    void whomTheOtherSideHasBlockedIsRefusedAndNothingClaimed() {
        blocks.add(BOB, ALICE);

        fixture.givenNoPriorActivity()
                .when(new OpenDirectChat(CHAT, ALICE, BOB))
                .expectException(refused(ErrorCode.BLOCKED))
                .expectNoEvents();
        assertThat(pairs.keys()).isEmpty();
        ChatId next = ChatId.random();
        assertThat(pairs.claim(ALICE, BOB, next)).isEqualTo(next);
    }

    @Test
    void theBlockedAreRefusedTheChatThatThereIsAndTheBlockerIsNot() {
        pairs.claim(ALICE, BOB, CHAT);
        blocks.add(BOB, ALICE);

        fixture.givenNoPriorActivity()
                .when(new OpenDirectChat(ChatId.random(), ALICE, BOB))
                .expectException(refused(ErrorCode.BLOCKED))
                .expectNoEvents();
        fixture.givenNoPriorActivity()
                .when(new OpenDirectChat(ChatId.random(), BOB, ALICE))
                .expectResultMessagePayload(new OpenedChat(CHAT, false));
    }

    @Test
    void oneThatIsToGoHasItsDeadline() {
        fixture.givenNoPriorActivity()
                .when(new OpenDirectChat(CHAT, ALICE, BOB, new Retention(Duration.ofDays(365), second(1))))
                .expectEvents(Temporary.opened(Duration.ofDays(365), second(1)));
        assertThat(deadlines.armed()).containsExactly(second(1));
    }

    @Test
    void oneThatLivesForEverHasNoneThoughItsMessagesGo() {
        fixture.givenNoPriorActivity()
                .when(new OpenDirectChat(CHAT, ALICE, BOB, new Retention(Duration.ofSeconds(1), null)))
                .expectEvents(Temporary.opened(Duration.ofSeconds(1), null));
        assertThat(deadlines.armed()).isEmpty();
    }

    @Test
    void whatIsOutOfBoundsIsRefusedAndNothingClaimed() {
        for (Retention bad :
                List.of(new Retention(Duration.ofMillis(999), null), new Retention(null, NOON.plusNanos(1)))) {
            fixture.givenNoPriorActivity()
                    .when(new OpenDirectChat(CHAT, ALICE, BOB, bad))
                    .expectException(refused(ErrorCode.INVALID_REQUEST))
                    .expectNoEvents();
        }
        assertThat(pairs.keys()).isEmpty();
        assertThat(deadlines.armed()).isEmpty();
        ChatId next = ChatId.random();
        assertThat(pairs.claim(ALICE, BOB, next)).isEqualTo(next);
    }

    @Test
    void aLivingChatKeepsItsOwnTimes() {
        pairs.claim(ALICE, BOB, CHAT);

        fixture.givenNoPriorActivity()
                .when(new OpenDirectChat(ChatId.random(), ALICE, BOB, new Retention(null, second(1))))
                .expectNoEvents()
                .expectResultMessagePayload(new OpenedChat(CHAT, false));
        assertThat(deadlines.armed()).isEmpty();
    }

    @Test
    void afterTheirChatWasReleasedThePairGetsAnother() {
        pairs.claim(ALICE, BOB, ChatId.random());
        ChatId gone = pairs.claim(ALICE, BOB, CHAT);
        pairs.release(gone);

        fixture.givenNoPriorActivity()
                .when(new OpenDirectChat(CHAT, ALICE, BOB))
                .expectEvents(opened())
                .expectResultMessagePayload(new OpenedChat(CHAT, true));
    }
}
