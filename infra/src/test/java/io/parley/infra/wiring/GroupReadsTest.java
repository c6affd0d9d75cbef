package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyQuery;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.ChatQuery.FindChat;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.ChatView.Member;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.parley.contract.inbox.InboxEntry;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.message.MessagePage;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.message.MessageView;
import io.parley.contract.receipt.DeliveryState;
import io.parley.contract.receipt.MessageReceipts;
import io.parley.contract.receipt.MessageReceipts.MemberReceipt;
import io.parley.contract.receipt.ReceiptMarks;
import io.parley.contract.receipt.ReceiptQuery.FindMessageReceipts;
import io.parley.contract.receipt.ReceiptQuery.FindReceiptsChanged;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What members of groups are told, those who were members, and those who became members late. */
class GroupReadsTest {

    private final ReadSide read = ReadSide.fresh();
    private final UserId ada = UserId.random();
    private final UserId ben = UserId.random();
    private final UserId cem = UserId.random();
    private final UserId dee = UserId.random();
    private final GroupTalk group = GroupTalk.open(read, "Trip to Rome", ada, ben, cem);

    @AfterEach
    void close() {
        read.close();
    }

    @Test
    void aGroupIsShownToItsMembersWithTitleRolesAndOrderOfJoining() {
        group.say(ada, "one");
        group.add(dee);
        read.project();

        ChatView chat = read.ask(new FindChat(group.chatId, ben, 0));
        assertThat(chat.kind()).isEqualTo(ChatKind.GROUP);
        assertThat(chat.title()).isEqualTo(new Confidential("Trip to Rome"));
        assertThat(chat.lastSequence()).isEqualTo(1);
        assertThat(chat.messageTtl()).isEqualTo(GroupTalk.TTL);
        assertThat(chat.members()).extracting(Member::userId).containsExactly(ada, ben, cem, dee);
        assertThat(chat.members())
                .extracting(Member::role)
                .containsExactly(MemberRole.OWNER, MemberRole.MEMBER, MemberRole.MEMBER, MemberRole.MEMBER);
        assertRefused(new FindChat(group.chatId, UserId.random(), 0), ErrorCode.CHAT_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void theLatestTitleAndTheLatestRoleHold(int batch) {
        group.title("Trip to Bari");
        group.role(ben, MemberRole.ADMIN);
        group.role(cem, MemberRole.ADMIN);
        group.title("Trip to Pisa");
        group.role(ben, MemberRole.OWNER);
        group.role(ada, MemberRole.ADMIN);
        group.role(cem, MemberRole.MEMBER);
        read.project(batch);

        ChatView chat = read.ask(new FindChat(group.chatId, cem, 0));
        assertThat(chat.title()).isEqualTo(new Confidential("Trip to Pisa"));
        assertThat(chat.members())
                .extracting(Member::role)
                .containsExactly(MemberRole.ADMIN, MemberRole.OWNER, MemberRole.MEMBER);
        assertThat(entry(cem).title()).isEqualTo(new Confidential("Trip to Pisa"));
    }

    @Test
    void aTitleWhoseKeyIsGoneIsLeftOut() {
        read.project();
        read.profiles.clear();

        assertThat(read.ask(new FindChat(group.chatId, ben, 0)).title()).isNull();
        assertThat(entry(ben).title()).isNull();
    }

    @Test
    void whoIsRemovedSeesTheGroupNoMoreAndIsShownInItNoMore() {
        group.say(ada, "one");
        group.remove(cem);
        read.project();

        assertRefused(new FindChat(group.chatId, cem, 0), ErrorCode.CHAT_NOT_FOUND);
        assertRefused(new FindMessageReceipts(group.chatId, group.messages.get(0), cem, 0), ErrorCode.CHAT_NOT_FOUND);
        assertThat(inbox(cem)).isEmpty();
        assertThat(read.ask(new FindChat(group.chatId, ada, 0)).members())
                .extracting(Member::userId)
                .containsExactly(ada, ben);
    }

    @Test
    void whoIsAddedAgainIsShownOnceAndAtTheEndWithTheRoleOfTheLastTime() {
        group.role(ben, MemberRole.ADMIN);
        group.remove(ben);
        group.add(ben);
        read.project();

        List<Member> members = read.ask(new FindChat(group.chatId, ben, 0)).members();
        assertThat(members).extracting(Member::userId).containsExactly(ada, cem, ben);
        assertThat(members.get(2).role()).isEqualTo(MemberRole.MEMBER);
    }

    @Test
    void anInboxHasGroupsWithTheirTitleAndWithoutAPeer() {
        Talk direct = Talk.open(read, ben, UserId.random());
        group.say(ada, "one");
        read.project();

        assertThat(inbox(ben)).extracting(InboxEntry::chatId).containsExactly(group.chatId, direct.chatId);
        InboxEntry entry = entry(ben);
        assertThat(entry.kind()).isEqualTo(ChatKind.GROUP);
        assertThat(entry.peer()).isNull();
        assertThat(entry.title()).isEqualTo(new Confidential("Trip to Rome"));
        assertThat(entry.messageTtl()).isEqualTo(GroupTalk.TTL);
        assertThat(entry.unreadCount()).isEqualTo(1);
        assertThat(entry(ada).unreadCount()).isZero();
        assertThat(inbox(ben).get(1).title()).isNull();
    }

    @Test
    void aTitleAndMembersThatChangeDoNotMoveAGroupUp() {
        Talk direct = Talk.open(read, ben, UserId.random());
        group.title("Trip to Bari");
        group.add(dee);
        group.role(cem, MemberRole.ADMIN);
        group.remove(cem);
        read.project();

        assertThat(inbox(ben)).extracting(InboxEntry::chatId).containsExactly(direct.chatId, group.chatId);
    }

    @Test
    void whoJoinsLateHasNothingOfWhatWasBefore() {
        group.say(ada, "one");
        group.say(ben, "two");
        group.add(dee);
        read.project();

        assertThat(history(dee)).isEmpty();
        InboxEntry entry = entry(dee);
        assertThat(entry.lastMessage()).isNull();
        assertThat(entry.lastSequence()).isEqualTo(2);
        assertThat(entry.unreadCount()).isZero();
        assertThat(entry.title()).isEqualTo(new Confidential("Trip to Rome"));
        assertThat(entry.messageTtl()).isEqualTo(GroupTalk.TTL);
        assertRefused(
                new FindMessageReceipts(group.chatId, group.messages.get(1), dee, 0), ErrorCode.MESSAGE_NOT_FOUND);

        group.say(ada, "three");
        read.project();
        assertThat(history(dee)).containsExactly(3L);
        assertThat(page(dee, 3L, null, 10).items()).isEmpty();
        assertThat(page(dee, null, 0L, 10).items()).hasSize(1);
        assertThat(entry(dee).unreadCount()).isEqualTo(1);
        assertThat(Objects.requireNonNull(entry(dee).lastMessage()).sequence()).isEqualTo(3);
        assertThat(read.ask(new FindMessageReceipts(group.chatId, group.messages.get(2), dee, 0))
                        .members())
                .extracting(MemberReceipt::userId)
                .containsExactly(ben, cem, dee);
    }

    @Test
    void membersHaveAMessageInTheirHistoryBeforeItIsBrought() {
        group.sayUnbrought(ada, "one");
        read.project();

        assertThat(history(ben)).containsExactly(1L);
    }

    @Test
    void whoWasRemovedHasWhatWasBroughtUntilThenAndNothingElse() {
        group.say(ada, "one");
        group.sayUnbrought(ada, "two");
        group.bring(1 - group.lane(cem), 2);
        group.sayUnbrought(ada, "three");
        int lane = group.lane(cem);
        group.remove(cem);
        group.bring(lane, 2);
        group.bring(lane, 3);
        group.say(ada, "four");
        read.project();

        assertThat(history(cem)).containsExactly(1L);
        assertThat(history(ben)).containsExactly(4L, 3L, 2L, 1L);
        assertRefused(new FindMessages(group.chatId, dee, null, null, 10, 0, 0), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void whoWasAddedAgainHasBothTimesAndNotTheOneBetween() {
        for (int i = 0; i < 3; i++) {
            group.say(ada, "at first");
        }
        group.remove(cem);
        group.say(ada, "between");
        group.say(ada, "between");
        group.add(cem);
        group.say(ada, "again");
        group.say(ada, "again");
        read.project();

        assertThat(history(cem)).containsExactly(7L, 6L, 3L, 2L, 1L);
        assertThat(sequences(page(cem, null, null, 3))).containsExactly(7L, 6L, 3L);
        assertThat(page(cem, null, null, 3).more()).isTrue();
        assertThat(sequences(page(cem, 3L, null, 3))).containsExactly(2L, 1L);
        assertThat(page(cem, 3L, null, 3).more()).isFalse();
        assertThat(sequences(page(cem, null, 1L, 3))).containsExactly(6L, 3L, 2L);
        assertThat(sequences(page(cem, null, 6L, 3))).containsExactly(7L);
        assertThat(page(cem, 6L, 3L, 3).items()).isEmpty();
    }

    @Test
    void historyOfWhoWasRemovedWaitsUntilTheMailboxKnowsWhatWasBroughtByThen() {
        group.say(ada, "one");
        group.remove(cem);
        read.names().stream().filter(name -> !name.equals("mailbox")).forEach(name -> read.project(name, 10));

        CompletableFuture<MessagePage> answer = read.send(new FindMessages(group.chatId, cem, null, null, 10, 0, 0));
        assertThat(history(ben)).containsExactly(1L);
        assertThat(answer).isNotDone();
        read.project("mailbox", 10);
        assertThat(answer.orTimeout(5, TimeUnit.SECONDS).join().items()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 200})
    void addedRemovedAndAddedWithinABatchIsTheSameAsOneByOne(int batch) {
        group.say(ada, "one");
        group.add(dee);
        group.say(ada, "two");
        group.mark(dee, 2, 2);
        group.remove(dee);
        group.remove(ben);
        group.say(ada, "three");
        group.add(dee);
        group.say(ada, "four");
        read.project(batch);

        assertThat(inbox(ben)).isEmpty();
        assertThat(entry(dee).unreadCount()).isEqualTo(1);
        assertThat(history(dee)).containsExactly(4L, 2L);
        assertThat(read.ask(new FindChat(group.chatId, dee, 0)).members())
                .extracting(Member::userId)
                .containsExactly(ada, cem, dee);
    }

    @Test
    void aMessageIsReadWhenAllToWhomItWasAddressedHaveReadIt() {
        group.say(ada, "one");
        group.mark(ben, 1, 1);
        read.project();
        assertThat(receipts(1).state()).isEqualTo(DeliveryState.SENT);

        group.mark(cem, 1, 0);
        read.project();
        assertThat(receipts(1).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(receipts(1).members()).extracting(MemberReceipt::userId).containsExactly(ben, cem);

        group.mark(cem, 1, 1);
        read.project();
        assertThat(receipts(1).state()).isEqualTo(DeliveryState.READ);
    }

    @Test
    void whoHasLeftIsNotWaitedForAndIsStillNamed() {
        group.say(ada, "one");
        group.mark(ben, 1, 1);
        group.remove(cem);
        group.say(ada, "two");
        read.project();

        assertThat(receipts(1).state()).isEqualTo(DeliveryState.READ);
        assertThat(receipts(1).members()).extracting(MemberReceipt::userId).containsExactly(ben, cem);
        assertThat(receipts(1).members().get(1).readAt()).isNull();
        assertThat(receipts(2).members()).extracting(MemberReceipt::userId).containsExactly(ben);
    }

    @Test
    void whoWasAddedAgainIsNotWaitedForWithWhatWasSentTheFirstTime() {
        group.say(ada, "one");
        group.mark(ben, 1, 1);
        group.remove(cem);
        group.say(ada, "two");
        group.add(cem);
        group.say(ada, "three");
        read.project();

        assertThat(receipts(1).state()).isEqualTo(DeliveryState.READ);
        assertThat(receipts(1).members()).extracting(MemberReceipt::userId).containsExactly(ben, cem);
        assertThat(receipts(2).members()).extracting(MemberReceipt::userId).containsExactly(ben);
        assertThat(receipts(3).members()).extracting(MemberReceipt::userId).containsExactly(ben, cem);
        assertThat(receipts(3).state()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void whenAllHaveLeftItIsAsFarAsItGotWithThem() {
        group.say(ada, "one");
        group.say(ada, "two");
        group.mark(ben, 1, 1);
        group.mark(cem, 1, 1);
        group.remove(ben);
        group.remove(cem);
        group.say(ada, "three");
        read.project();

        assertThat(receipts(1).state()).isEqualTo(DeliveryState.READ);
        assertThat(receipts(2).state()).isEqualTo(DeliveryState.SENT);
        assertThat(receipts(3).state()).isEqualTo(DeliveryState.SENT);
        assertThat(receipts(3).members()).isEmpty();
    }

    @Test
    void aResumeGetsTheMarksOfTheGroupsInWhichOneStillIs() {
        group.say(ada, "one");
        long before = group.mark(ben, 1, 0);
        group.mark(ben, 1, 1);
        group.mark(cem, 1, 0);
        group.remove(cem);
        read.project();

        assertThat(read.ask(new FindReceiptsChanged(ada, before, 0)).marks())
                .containsExactly(new ReceiptMarks(group.chatId, ben, 1, 1), new ReceiptMarks(group.chatId, cem, 1, 0));
        assertThat(read.ask(new FindReceiptsChanged(cem, 0, 0)).marks()).isEmpty();
    }

    private MessageReceipts receipts(int sequence) {
        return read.ask(new FindMessageReceipts(group.chatId, group.messages.get(sequence - 1), ada, 0));
    }

    private List<InboxEntry> inbox(UserId viewer) {
        return read.ask(new FindInbox(viewer, Long.MAX_VALUE, 100, 0)).items();
    }

    private InboxEntry entry(UserId viewer) {
        return inbox(viewer).get(0);
    }

    private List<Long> history(UserId viewer) {
        return sequences(page(viewer, null, null, 100));
    }

    private MessagePage page(UserId viewer, @Nullable Long before, @Nullable Long after, int limit) {
        return read.ask(new FindMessages(group.chatId, viewer, before, after, limit, 0, 0));
    }

    private static List<Long> sequences(MessagePage page) {
        return page.items().stream().map(MessageView::sequence).toList();
    }

    private void assertRefused(ParleyQuery<?> query, ErrorCode code) {
        assertThatThrownBy(() -> read.ask(query))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
