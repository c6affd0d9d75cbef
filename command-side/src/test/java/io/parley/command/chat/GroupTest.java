package io.parley.command.chat;

import static io.parley.command.fake.Crowd.added;
import static io.parley.command.fake.Crowd.group;
import static io.parley.command.fake.Crowd.people;
import static io.parley.command.fake.Crowd.removed;
import static io.parley.command.fake.Crowd.role;
import static io.parley.command.fake.Crowd.said;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.People.send;
import static io.parley.command.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.UnknownAggregates;
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
import io.parley.contract.chat.ChatCommand.AddMember;
import io.parley.contract.chat.ChatCommand.ChangeTitle;
import io.parley.contract.chat.ChatCommand.RemoveMember;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.chat.PutMember;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.SendMessage;
import java.util.Arrays;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupTest {

    private final FakeAccounts accounts = new FakeAccounts();
    private AggregateTestFixture<Chat> fixture = new AggregateTestFixture<>(Chat.class);

    @BeforeEach
    void provideThePorts() {
        fixture = new AggregateTestFixture<>(Chat.class);
        fixture.registerInjectableResource(new FakeMessageVault());
        fixture.registerInjectableResource(new FakeSentMessages());
        fixture.registerInjectableResource(new FakeTitles());
        fixture.registerInjectableResource(new FakeClock(NOON.plusSeconds(1)));
        fixture.registerInjectableResource(new MessageParser());
        fixture.registerInjectableResource(new FakeMedia().attachments());
        fixture.registerInjectableResource(new FakeBlocks());
        fixture.registerInjectableResource(new FakePairs());
        fixture.registerInjectableResource(new FakeDeadlines());
        fixture.registerInjectableResource(RetentionPolicy.NONE);
        fixture.registerInjectableResource(accounts);
        fixture.registerCommandHandlerInterceptor(new UnknownAggregates());
        List.of(ALICE, BOB, CAROL).forEach(user -> accounts.storeCredentials(user, new Confidential("hash")));
    }

    @Test
    void aMessageNamesTheVersionOfTheMembershipAndTheLanes() {
        fixture.given(group(BOB), added(CAROL, 0, 2, 0)).when(send(1, "text")).expectEvents(said(1, 2, List.of(0L)));
    }

    @Test
    void whoIsNotInTheGroupCannotSend() {
        refuses(fixture.given(group(BOB)).when(sending(CAROL)), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void whoHasLeftCannotSend() {
        refuses(fixture.given(group(BOB), removed(BOB, 1, 2, 0, BOB)).when(sending(BOB)), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void theTitleIsChangedByItsOwner() {
        fixture.given(group(BOB))
                .when(new ChangeTitle(CHAT, ALICE, new Confidential("other")))
                .expectEvents(new TitleChanged(CHAT, FakeTitles.sealed("other"), ALICE, NOON.plusSeconds(1)));
    }

    @Test
    void aPlainMemberMayNotChangeTheTitle() {
        refuses(
                fixture.given(group(BOB)).when(new ChangeTitle(CHAT, BOB, new Confidential("other"))),
                ErrorCode.FORBIDDEN);
    }

    @Test
    void aStrangerIsNotEvenToldThatThereIsAGroup() {
        refuses(
                fixture.given(group(BOB)).when(new ChangeTitle(CHAT, CAROL, new Confidential("other"))),
                ErrorCode.CHAT_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0007b", "\ud800"})
    void whatIsNoTitleIsRefused(String title) {
        refuses(
                fixture.given(group(BOB)).when(new ChangeTitle(CHAT, ALICE, new Confidential(title))),
                ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aTitleOfAHundredCodePointsIsTheLongest() {
        fixture.given(group(BOB))
                .when(new ChangeTitle(CHAT, ALICE, new Confidential("\ud83d\ude00".repeat(100))))
                .expectSuccessfulHandlerExecution();
        provideThePorts();
        refuses(
                fixture.given(group(BOB)).when(new ChangeTitle(CHAT, ALICE, new Confidential("a".repeat(101)))),
                ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aDirectChatHasNeitherTitleNorMembersToChange() {
        refuses(
                fixture.given(opened()).when(new ChangeTitle(CHAT, ALICE, new Confidential("title"))),
                ErrorCode.NOT_A_GROUP);
        provideThePorts();
        refuses(fixture.given(opened()).when(adding(ALICE, CAROL, null)), ErrorCode.NOT_A_GROUP);
        provideThePorts();
        refuses(fixture.given(opened()).when(new RemoveMember(CHAT, ALICE, ALICE)), ErrorCode.NOT_A_GROUP);
    }

    @Test
    void whoIsAddedGetsWhatIsSentFromThenOn() {
        fixture.given(group(BOB), said(1, 1, List.of(0L)))
                .when(adding(ALICE, CAROL, null))
                .expectEvents(added(CAROL, 0, 2, 1))
                .expectResultMessagePayload(member(CAROL, MemberRole.MEMBER, 1, true));
    }

    @Test
    void ofTwoAdditionsTheSecondChangesNothing() {
        fixture.given(group(BOB), added(CAROL, 0, 2, 0))
                .when(adding(ALICE, CAROL, null))
                .expectNoEvents()
                .expectResultMessagePayload(member(CAROL, MemberRole.MEMBER, 1, false));
    }

    @Test
    void whoIsAddedAgainBeginsANewSpell() {
        fixture.given(group(BOB), said(1, 1, List.of(0L)), removed(BOB, 1, 2, 1, ALICE))
                .when(adding(ALICE, BOB, null))
                .expectEvents(added(BOB, 0, 3, 1));
    }

    @Test
    void aPlainMemberMayAddNobody() {
        refuses(fixture.given(group(BOB)).when(adding(BOB, CAROL, null)), ErrorCode.FORBIDDEN);
    }

    @Test
    void whoIsNoUserCannotBeAdded() {
        refuses(fixture.given(group(BOB)).when(adding(ALICE, people(1)[0], null)), ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void aGroupHoldsAThousandAndTwentyFour() {
        UserId[] others = people(1_022);

        fixture.given(group(others)).when(adding(ALICE, BOB, null)).expectEvents(added(BOB, 7, 2, 0));
        provideThePorts();
        refuses(
                fixture.given(group(others), added(BOB, 7, 2, 0)).when(adding(ALICE, CAROL, null)),
                ErrorCode.GROUP_FULL);
    }

    @Test
    void theHundredAndTwentyNinthBeginsASecondLane() {
        fixture.given(group(people(127)), said(1, 1, List.of(0L)))
                .when(adding(ALICE, BOB, null))
                .expectEvents(added(BOB, 1, 2, 1));
        provideThePorts();
        fixture.given(group(people(127)), said(1, 1, List.of(0L)), added(BOB, 1, 2, 1))
                .when(send(2, "text"))
                .expectResultMessagePayloadMatching(org.hamcrest.Matchers.anything())
                .expectState(chat -> assertThat(chat.lanes()).containsExactly(0L, 1L));
    }

    @Test
    void aSeatThatWasLeftIsTakenAgain() {
        UserId[] others = people(127);

        fixture.given(group(others), removed(others[5], 1, 2, 0, ALICE), added(BOB, 0, 3, 0))
                .when(adding(ALICE, CAROL, null))
                .expectEvents(added(CAROL, 1, 4, 0));
    }

    @Test
    void anAdminManagesMembers() {
        fixture.given(group(BOB), role(BOB, 1, MemberRole.ADMIN, ALICE))
                .when(adding(BOB, CAROL, null))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void aMemberIsMadeAdmin() {
        fixture.given(group(BOB))
                .when(adding(ALICE, BOB, MemberRole.ADMIN))
                .expectEvents(role(BOB, 1, MemberRole.ADMIN, ALICE))
                .expectResultMessagePayload(member(BOB, MemberRole.ADMIN, 0, false));
    }

    @Test
    void theOwnershipIsPassedOnByTheOwner() {
        fixture.given(group(BOB))
                .when(adding(ALICE, BOB, MemberRole.OWNER))
                .expectEvents(role(BOB, 1, MemberRole.OWNER, ALICE), role(ALICE, 1, MemberRole.ADMIN, ALICE));
    }

    @Test
    void anAdminCannotTakeTheOwnership() {
        refuses(
                fixture.given(group(BOB), role(BOB, 1, MemberRole.ADMIN, ALICE))
                        .when(adding(BOB, BOB, MemberRole.OWNER)),
                ErrorCode.FORBIDDEN);
    }

    @Test
    void theOwnerCannotBeMadeLess() {
        refuses(
                fixture.given(group(BOB), role(BOB, 1, MemberRole.ADMIN, ALICE))
                        .when(adding(BOB, ALICE, MemberRole.MEMBER)),
                ErrorCode.FORBIDDEN);
        provideThePorts();
        refuses(fixture.given(group(BOB)).when(adding(ALICE, ALICE, MemberRole.MEMBER)), ErrorCode.FORBIDDEN);
    }

    @Test
    void aMemberIsRemoved() {
        fixture.given(group(BOB), said(1, 1, List.of(0L)))
                .when(new RemoveMember(CHAT, ALICE, BOB))
                .expectEvents(removed(BOB, 1, 2, 1, ALICE));
    }

    @Test
    void whoIsRemovedTwiceIsNotThereTheSecondTime() {
        refuses(
                fixture.given(group(BOB), removed(BOB, 1, 2, 0, ALICE)).when(new RemoveMember(CHAT, ALICE, BOB)),
                ErrorCode.MEMBER_NOT_FOUND);
    }

    @Test
    void aPlainMemberMayLeaveButRemoveNobody() {
        fixture.given(group(BOB, CAROL))
                .when(new RemoveMember(CHAT, BOB, BOB))
                .expectEvents(removed(BOB, 1, 2, 0, BOB));
        provideThePorts();
        refuses(fixture.given(group(BOB, CAROL)).when(new RemoveMember(CHAT, BOB, CAROL)), ErrorCode.FORBIDDEN);
    }

    @Test
    void nobodyRemovesTheOwner() {
        refuses(
                fixture.given(group(BOB), role(BOB, 1, MemberRole.ADMIN, ALICE))
                        .when(new RemoveMember(CHAT, BOB, ALICE)),
                ErrorCode.FORBIDDEN);
    }

    @Test
    void whenTheOwnerLeavesTheLongestServingAdminFollows() {
        fixture.given(group(BOB, CAROL), role(CAROL, 1, MemberRole.ADMIN, ALICE))
                .when(new RemoveMember(CHAT, ALICE, ALICE))
                .expectEvents(removed(ALICE, 1, 2, 0, ALICE), role(CAROL, 1, MemberRole.OWNER, ALICE));
    }

    @Test
    void withoutAdminsTheLongestServingMemberFollows() {
        fixture.given(group(BOB, CAROL), removed(BOB, 1, 2, 0, BOB), added(BOB, 0, 3, 0))
                .when(new RemoveMember(CHAT, ALICE, ALICE))
                .expectEvents(removed(ALICE, 1, 4, 0, ALICE), role(CAROL, 1, MemberRole.OWNER, ALICE));
    }

    @Test
    void theLastOneLeavesAnEmptyGroup() {
        fixture.given(group()).when(new RemoveMember(CHAT, ALICE, ALICE)).expectEvents(removed(ALICE, 1, 2, 0, ALICE));
    }

    @Test
    void aGroupThatDoesNotExistIsNotFound() {
        refuses(fixture.givenNoPriorActivity().when(adding(ALICE, BOB, null)), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void lanesAreFilledOneAfterTheOther() {
        assertThat(GroupMembers.seats(Arrays.asList(people(300))))
                .extracting(seat -> seat.lane())
                .filteredOn(lane -> lane == 2)
                .hasSize(300 - 256);
    }

    private static AddMember adding(UserId actor, UserId user, @Nullable MemberRole role) {
        return new AddMember(CHAT, actor, user, role);
    }

    private static SendMessage sending(UserId sender) {
        return new SendMessage(CHAT, message(1), sender, new Confidential("text"), null);
    }

    private static PutMember member(UserId user, MemberRole role, int secondsAfterNoon, boolean added) {
        return new PutMember(new ChatView.Member(user, role, NOON.plusSeconds(secondsAfterNoon)), added);
    }

    private static void refuses(ResultValidator<Chat> result, ErrorCode code) {
        result.expectException(refused(code)).expectNoEvents();
    }
}
