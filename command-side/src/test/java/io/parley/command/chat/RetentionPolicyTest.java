package io.parley.command.chat;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.People.send;
import static io.parley.command.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.FakeAccounts;
import io.parley.command.fake.FakeBlocks;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeDeadlines;
import io.parley.command.fake.FakeMedia;
import io.parley.command.fake.FakeMessageVault;
import io.parley.command.fake.FakePairs;
import io.parley.command.fake.FakeSentMessages;
import io.parley.command.fake.FakeTitles;
import io.parley.command.message.MessageParser;
import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.ChatCommand.OpenGroup;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.message.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the server says of how long messages live, in chats that say something else. */
class RetentionPolicyTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final RetentionPolicy AT_MOST_A_DAY = new RetentionPolicy(null, null, DAY);

    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final FakeClock clock = new FakeClock(NOON);

    @Test
    void aChatOfWhichNothingIsSaidGetsTheDefaultOfItsKind() {
        RetentionPolicy policy = new RetentionPolicy(HOUR, DAY, null);

        assertThat(ttlOfDirect(policy, null)).isEqualTo(HOUR);
        assertThat(ttlOfGroup(policy, null)).isEqualTo(DAY);
        assertThat(ttlOfDirect(policy, WEEK)).isEqualTo(WEEK);
        assertThat(ttlOfGroup(policy, HOUR)).isEqualTo(HOUR);
    }

    @Test
    void aChatWithoutADefaultShowsTheMaximumThatIsInForce() {
        assertThat(ttlOfDirect(AT_MOST_A_DAY, null)).isEqualTo(DAY);
        assertThat(ttlOfGroup(AT_MOST_A_DAY, null)).isEqualTo(DAY);
        assertThat(ttlOfDirect(AT_MOST_A_DAY, HOUR)).isEqualTo(HOUR);
        assertThat(ttlOfDirect(RetentionPolicy.NONE, null)).isNull();
    }

    @Test
    void noChatIsOpenedWithMoreThanTheMaximum() {
        direct(AT_MOST_A_DAY, WEEK)
                .expectException(refused(ErrorCode.INVALID_REQUEST))
                .expectNoEvents();
        group(AT_MOST_A_DAY, WEEK)
                .expectException(refused(ErrorCode.INVALID_REQUEST))
                .expectNoEvents();
        assertThat(deadlines.armed()).isEmpty();
    }

    @Test
    void whatIsSentInAnOlderChatLivesNoLongerThanTheMaximum() {
        Instant end = NOON.plus(DAY);

        chat(AT_MOST_A_DAY)
                .given(opened())
                .when(send(1, "hello"))
                .expectResultMessagePayload(new SentMessage(message(1), CHAT, 1, NOON, end, false));
        assertThat(deadlines.armed()).containsExactly(end);
    }

    @Test
    void whatIsSentInAnOlderChatWithALongerLifeLivesNoLongerThanTheMaximum() {
        chat(AT_MOST_A_DAY)
                .given(new DirectChatOpened(CHAT, ALICE, BOB, NOON, WEEK, null))
                .when(send(1, "hello"))
                .expectResultMessagePayload(new SentMessage(message(1), CHAT, 1, NOON, NOON.plus(DAY), false));
    }

    @Test
    void whatIsSentInAChatWithAShorterLifeLivesAsLongAsTheChatSays() {
        chat(AT_MOST_A_DAY)
                .given(new DirectChatOpened(CHAT, ALICE, BOB, NOON, HOUR, null))
                .when(send(1, "hello"))
                .expectResultMessagePayload(new SentMessage(message(1), CHAT, 1, NOON, NOON.plus(HOUR), false));
    }

    @Test
    void clearingALifeLeavesTheMaximum() {
        chat(AT_MOST_A_DAY)
                .given(new DirectChatOpened(CHAT, ALICE, BOB, NOON, HOUR, null))
                .when(change(null))
                .expectEvents(changed(DAY));
        chat(RetentionPolicy.NONE)
                .given(new DirectChatOpened(CHAT, ALICE, BOB, NOON, HOUR, null))
                .when(change(null))
                .expectEvents(changed(null));
    }

    @Test
    void aChangeBeyondTheMaximumIsRefusedAndSaysWhatItIs() {
        chat(AT_MOST_A_DAY)
                .given(opened())
                .when(change(WEEK))
                .expectException(refused(ErrorCode.INVALID_REQUEST))
                .expectExceptionMessage("messageTtl must be at most PT24H on this server")
                .expectNoEvents();
    }

    @Test
    void theMaximumItselfIsAllowed() {
        chat(AT_MOST_A_DAY).given(opened()).when(change(DAY)).expectEvents(changed(DAY));
    }

    private static ParleyCommand change(@Nullable Duration ttl) {
        return new ChangeRetention(CHAT, BOB, new Retention(ttl, null), true, false);
    }

    private static RetentionChanged changed(@Nullable Duration ttl) {
        return new RetentionChanged(CHAT, new Audience.Pair(ALICE, BOB), ttl, null, BOB, NOON);
    }

    private @Nullable Duration ttlOfDirect(RetentionPolicy policy, @Nullable Duration named) {
        return ((DirectChatOpened) onlyEvent(direct(policy, named))).messageTtl();
    }

    private @Nullable Duration ttlOfGroup(RetentionPolicy policy, @Nullable Duration named) {
        return ((GroupOpened) onlyEvent(group(policy, named))).messageTtl();
    }

    private static Object onlyEvent(ResultValidator<Chat> result) {
        Object[] event = new Object[1];
        result.expectEventsMatching(new org.hamcrest.CustomMatcher<>("one event") {
            @Override
            public boolean matches(Object events) {
                List<?> all = (List<?>) events;
                event[0] = all.size() == 1 ? ((EventMessage<?>) all.get(0)).getPayload() : null;
                return all.size() == 1;
            }
        });
        return Objects.requireNonNull(event[0]);
    }

    private ResultValidator<Chat> direct(RetentionPolicy policy, @Nullable Duration named) {
        FakePairs pairs = new FakePairs();
        AggregateTestFixture<Chat> fixture = new AggregateTestFixture<>(Chat.class);
        fixture.registerAnnotatedCommandHandler(new DirectChats(
                fixture.getRepository(), pairs, pairs, accounts(), new FakeBlocks(), policy, deadlines, clock));
        return fixture.givenNoPriorActivity().when(new OpenDirectChat(CHAT, ALICE, BOB, new Retention(named, null)));
    }

    private ResultValidator<Chat> group(RetentionPolicy policy, @Nullable Duration named) {
        AggregateTestFixture<Chat> fixture = new AggregateTestFixture<>(Chat.class);
        fixture.registerAnnotatedCommandHandler(new Groups(
                fixture.getRepository(), new FakePairs(), new FakeTitles(), accounts(), policy, deadlines, clock));
        return fixture.givenNoPriorActivity()
                .when(new OpenGroup(CHAT, ALICE, new Confidential("title"), List.of(BOB), new Retention(named, null)));
    }

    private static FakeAccounts accounts() {
        FakeAccounts accounts = new FakeAccounts();
        accounts.storeCredentials(ALICE, new Confidential("hash"));
        accounts.storeCredentials(BOB, new Confidential("hash"));
        return accounts;
    }

    private AggregateTestFixture<Chat> chat(RetentionPolicy policy) {
        AggregateTestFixture<Chat> fixture = new AggregateTestFixture<>(Chat.class);
        fixture.registerInjectableResource(policy);
        fixture.registerInjectableResource(new FakeMessageVault());
        fixture.registerInjectableResource(new FakeSentMessages());
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(new MessageParser());
        fixture.registerInjectableResource(new FakeMedia().attachments());
        fixture.registerInjectableResource(new FakeBlocks());
        fixture.registerInjectableResource(new FakePairs());
        fixture.registerInjectableResource(deadlines);
        return fixture;
    }
}
