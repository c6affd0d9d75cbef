package io.parley.command.chat;

import static io.parley.command.fake.Crowd.group;
import static io.parley.command.fake.Crowd.people;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.Refusals.refused;
import static io.parley.command.fake.Temporary.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.FakeAccounts;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeDeadlines;
import io.parley.command.fake.FakePairs;
import io.parley.command.fake.FakeTitles;
import io.parley.command.fake.Temporary;
import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatCommand.OpenGroup;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.UserId;
import java.time.Duration;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private final AggregateTestFixture<Chat> fixture = new AggregateTestFixture<>(Chat.class);
    private final FakePairs keys = new FakePairs();
    private final FakeAccounts accounts = new FakeAccounts();

    private final FakeDeadlines deadlines = new FakeDeadlines();

    @BeforeEach
    void registerThePeopleAndTheHandler() {
        register(ALICE, BOB);
        register(people(1_024));
        fixture.registerAnnotatedCommandHandler(new Groups(
                fixture.getRepository(),
                keys,
                new FakeTitles(),
                accounts,
                RetentionPolicy.NONE,
                deadlines,
                new FakeClock(NOON.plusNanos(999_999))));
    }

    @Test
    void itsOpenerOwnsItAndTheOthersAreMembers() {
        fixture.givenNoPriorActivity()
                .when(open("title", BOB))
                .expectEvents(group(BOB))
                .expectResultMessagePayload(new OpenedChat(CHAT, true));
        assertThat(keys.keys()).containsExactly(CHAT);
    }

    @Test
    void whoIsNamedTwiceOrIsTheOpenerIsInItOnce() {
        fixture.givenNoPriorActivity().when(open("title", BOB, ALICE, BOB)).expectEvents(group(BOB));
    }

    @Test
    void aGroupMayHaveNobodyElse() {
        fixture.givenNoPriorActivity().when(open("title")).expectEvents(group());
    }

    @Test
    void aThousandAndTwentyThreeOthersAreTheMost() {
        fixture.givenNoPriorActivity().when(open("title", people(1_023))).expectEvents(group(people(1_023)));
    }

    @Test
    void oneMoreIsRefused() {
        fixture.givenNoPriorActivity()
                .when(open("title", people(1_024)))
                .expectException(refused(ErrorCode.INVALID_REQUEST))
                .expectNoEvents();
    }

    @Test
    void withSomebodyWhoIsNoUserNoneIsOpened() {
        fixture.givenNoPriorActivity()
                .when(open("title", BOB, CAROL))
                .expectException(refused(ErrorCode.USER_NOT_FOUND))
                .expectNoEvents();
        assertThat(keys.keys()).isEmpty();
    }

    @Test
    void withoutATitleNoneIsOpened() {
        fixture.givenNoPriorActivity()
                .when(open(" ", BOB))
                .expectException(refused(ErrorCode.INVALID_REQUEST))
                .expectNoEvents();
        assertThat(keys.keys()).isEmpty();
    }

    @Test
    void oneThatIsToGoHasItsDeadline() {
        fixture.givenNoPriorActivity()
                .when(open(new Retention(Duration.ofMinutes(1), second(90))))
                .expectEvents(Temporary.group(Duration.ofMinutes(1), second(90), BOB));
        assertThat(deadlines.armed()).containsExactly(second(90));
    }

    @Test
    void timesOutOfBoundsAreRefused() {
        for (Retention bad : List.of(
                new Retention(Duration.ofDays(365).plusMillis(1), null),
                new Retention(null, NOON.plus(Duration.ofDays(365)).plusMillis(1)))) {
            fixture.givenNoPriorActivity()
                    .when(open(bad))
                    .expectException(refused(ErrorCode.INVALID_REQUEST))
                    .expectNoEvents();
        }
        assertThat(keys.keys()).isEmpty();
        assertThat(deadlines.armed()).isEmpty();
    }

    private static OpenGroup open(Retention retention) {
        return new OpenGroup(CHAT, ALICE, new Confidential("title"), List.of(BOB), retention);
    }

    private void register(UserId... users) {
        List.of(users).forEach(user -> accounts.storeCredentials(user, new Confidential("hash")));
    }

    private static OpenGroup open(String title, UserId... others) {
        return new OpenGroup(CHAT, ALICE, new Confidential(title), List.of(others));
    }
}
