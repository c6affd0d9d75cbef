package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyQuery;
import io.parley.contract.chat.ChatQuery.FindChat;
import io.parley.contract.chat.ChatView;
import io.parley.contract.delivery.DeliveryQuery.FindMessageDeliveries;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.FanOutQuery.FindAbandonedFanOuts;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.inbox.InboxEntry;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.message.MessageView;
import io.parley.contract.receipt.ReceiptQuery.FindMessageReceipts;
import io.parley.contract.receipt.ReceiptQuery.FindReceiptsChanged;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.contract.user.UserQuery.FindCredentials;
import io.parley.contract.user.UserQuery.FindUser;
import io.parley.contract.user.UserQuery.FindUserByHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What readers are told of what has ended, or is about to. */
class EndingReadsTest {

    private static final Instant END = Talk.BEGINNING.plusSeconds(60);

    private final ReadSide read = ReadSide.fresh();
    private final UserId ada = UserId.random();
    private final UserId ben = UserId.random();
    private final UserId cem = UserId.random();

    @AfterEach
    void close() {
        read.close();
    }

    @Test
    void whatExpiredIsNowhereAndTheRestIsThere() {
        Talk talk = Talk.open(read, ada, ben);
        talk.say(ada, "stays");
        talk.say(ada, "goes", END);
        talk.say(ada, "goes too", END);
        talk.ends.expire(2, 3);
        read.project();

        assertThat(history(talk, ben)).extracting(MessageView::sequence).containsExactly(1L);
        assertThat(last(ben).sequence()).isEqualTo(1);
        assertThat(entry(ben).unreadCount()).isEqualTo(1);
        assertThat(entry(ben).lastSequence()).isEqualTo(3);
        assertNoMessage(talk, 2);
    }

    @Test
    void whatIsDueIsLeftOutWhileItsDeadlineIsLate() {
        Talk talk = Talk.open(read, ada, ben);
        talk.say(ada, "stays");
        talk.say(ada, "is due", END);
        read.project();

        read.now = END.minusMillis(1);
        assertThat(history(talk, ben)).hasSize(2);
        assertThat(entry(ben).unreadCount()).isEqualTo(2);
        assertThat(last(ben).sequence()).isEqualTo(2);

        read.now = END;
        assertThat(history(talk, ben)).extracting(MessageView::sequence).containsExactly(1L);
        assertThat(entry(ben).unreadCount()).isEqualTo(1);
        assertThat(last(ben).sequence()).isEqualTo(1);
        assertNoMessage(talk, 2);
    }

    @Test
    void underALegalHoldWhatIsDueStaysToBeSeenUntilItIsReleased() {
        Talk talk = Talk.open(read, ada, ben);
        talk.say(ada, "is due", END);
        talk.ends.hold();
        read.project();
        read.now = END;

        assertThat(read.ask(new FindChat(talk.chatId, ben, 0)).heldSince()).isEqualTo(Ends.HELD);
        assertThat(history(talk, ben)).hasSize(1);
        assertThat(entry(ben).unreadCount()).isEqualTo(1);
        assertThat(last(ben).sequence()).isEqualTo(1);
        MessageId message = talk.messages.get(0);
        assertThat(read.ask(new FindMessageReceipts(talk.chatId, message, ada, 0))
                        .members())
                .hasSize(1);

        talk.ends.release();
        read.project();
        assertThat(read.ask(new FindChat(talk.chatId, ben, 0)).heldSince()).isNull();
        assertThat(history(talk, ben)).isEmpty();
        assertThat(entry(ben).unreadCount()).isZero();
        assertThat(entry(ben).lastMessage()).isNull();
    }

    @Test
    void whatWasTakenBackStaysInHistoryWithoutWhatItSaidAndCountsForNothing() {
        Talk talk = Talk.open(read, ada, ben);
        talk.say(ada, "stays");
        talk.say(ada, "slips out");
        talk.say(ada, "slips out, and has an end", END);
        talk.ends.retract(2);
        talk.ends.retract(3);
        read.project();

        assertThat(history(talk, ben)).extracting(MessageView::retracted).containsExactly(true, true, false);
        MessageView slip = history(talk, ben).get(1);
        assertThat(slip.content()).isNull();
        assertThat(slip.senderId()).isEqualTo(ada);
        assertThat(entry(ben).unreadCount()).isEqualTo(1);
        assertThat(last(ben).sequence()).isEqualTo(1);
        assertThat(read.count("message WHERE content IS NOT NULL OR key_id IS NOT NULL"))
                .isEqualTo(1);

        read.now = END;
        assertThat(history(talk, ben)).extracting(MessageView::sequence).containsExactly(2L, 1L);
        assertThat(entry(ben).unreadCount()).isEqualTo(1);
    }

    @Test
    void whatWasTakenBackIsShownAsSuchToWhoHadItAndHasLeft() {
        GroupTalk group = GroupTalk.open(read, "title", ada, ben, cem);
        group.say(ada, "slips out");
        group.remove(ben);
        group.ends.retract(1);
        read.project();

        assertThat(read.ask(new FindMessages(group.chatId, ben, null, null, 10, 0, 0))
                        .items())
                .singleElement()
                .satisfies(message -> assertThat(message.retracted()).isTrue());
        assertThat(read.ask(new FindMessageDeliveries(group.chatId, group.messages.get(0), ada, 0))
                        .items())
                .hasSize(2)
                .allSatisfy(delivery -> assertThat(delivery.filledAt()).isEqualTo(GroupTalk.FILLED));
    }

    @Test
    void whoWasInAChatIsToldThatItIsGoneAndOthersAreNot() {
        GroupTalk group = GroupTalk.open(read, "title", ada, ben, cem);
        group.say(ada, "one");
        group.remove(cem);
        group.ends.purge();
        read.project();

        for (UserId viewer : List.of(ada, ben)) {
            assertGone(group, viewer, ErrorCode.CHAT_GONE);
            assertThat(inbox(viewer)).isEmpty();
        }
        for (UserId viewer : List.of(cem, UserId.random())) {
            assertGone(group, viewer, ErrorCode.CHAT_NOT_FOUND);
        }
        assertThat(read.count("chat WHERE title IS NOT NULL OR title_key IS NOT NULL"))
                .isZero();
        read.clean();
        assertGone(group, ada, ErrorCode.CHAT_GONE);
        assertGone(group, cem, ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void aChatWhoseTimeHasComeIsGoneWhileItsDeadlineIsLateUnlessItIsHeld() {
        Talk late = Talk.open(read, ada, ben);
        late.ends.limit(null, END);
        Talk held = Talk.open(read, ada, cem);
        held.ends.limit(null, END);
        held.ends.hold();
        read.project();
        assertThat(inbox(ada)).hasSize(2);

        read.now = END;
        assertRefused(new FindChat(late.chatId, ada, 0), ErrorCode.CHAT_GONE);
        assertRefused(new FindChat(late.chatId, cem, 0), ErrorCode.CHAT_NOT_FOUND);
        assertThat(inbox(ada)).extracting(InboxEntry::chatId).containsExactly(held.chatId);
        assertThat(read.ask(new FindChat(held.chatId, ada, 0)).expiresAt()).isEqualTo(END);
    }

    @Test
    void aPairsNextChatIsAnotherOne() {
        Talk first = Talk.open(read, ada, ben);
        first.say(ada, "one");
        first.ends.purge();
        Talk second = Talk.open(read, ben, ada);
        second.say(ben, "again");
        read.project();
        read.clean();

        assertRefused(new FindChat(first.chatId, ada, 0), ErrorCode.CHAT_GONE);
        assertThat(inbox(ada)).extracting(InboxEntry::chatId).containsExactly(second.chatId);
        assertThat(history(second, ada)).hasSize(1);
    }

    @Test
    void aChatThatIsGoneIsToldAsGoneEvenWhileWhatWasBeforeIsHeldBack() {
        Talk talk = Talk.open(read, ada, ben);
        read.breakChat("message", talk.chatId);
        talk.say(ada, "one");
        talk.ends.purge();
        read.project();

        assertRefused(new FindMessages(talk.chatId, ada, null, null, 10, 0, 0), ErrorCode.CHAT_GONE);
        assertRefused(new FindMessages(talk.chatId, cem, null, null, 10, 0, 0), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void aReaderWhoWaitsForWhatIsGoneByNowWaitsNoLonger() {
        Talk talk = Talk.open(read, ada, ben);
        talk.say(ada, "goes", END);
        talk.ends.expire(1);
        read.project();

        assertThat(read.ask(new FindMessages(talk.chatId, ben, null, null, 10, 1, 0))
                        .items())
                .isEmpty();
    }

    @Test
    void marksInAChatThatIsGoneAreNotBroughtToWhoResumes() {
        Talk talk = Talk.open(read, ada, ben);
        Talk other = Talk.open(read, ada, cem);
        talk.say(ada, "one");
        other.say(ada, "one");
        talk.mark(ben, 1, 1);
        other.mark(cem, 1, 1);
        talk.ends.purge();
        read.project();

        assertThat(read.ask(new FindReceiptsChanged(ada, 0, 0)).marks())
                .singleElement()
                .satisfies(marks -> assertThat(marks.chatId()).isEqualTo(other.chatId));
    }

    @Test
    void howLongAChatLivesIsShownAlikeToWhoWasThereAndToWhoCameLater() {
        Duration ttl = Duration.ofHours(3);
        Talk talk = Talk.open(read, ada, ben);
        GroupTalk group = GroupTalk.open(read, "title", ada, ben);
        talk.ends.limit(ttl, END);
        group.ends.limit(ttl.plusHours(1), null);
        group.ends.limit(ttl, END);
        group.add(cem);
        read.project();

        for (UserId viewer : List.of(ada, ben, cem)) {
            assertThat(inbox(viewer)).allSatisfy(entry -> {
                assertThat(entry.messageTtl()).isEqualTo(ttl);
                assertThat(entry.expiresAt()).isEqualTo(END);
            });
        }
        ChatView chat = read.ask(new FindChat(talk.chatId, ben, 0));
        assertThat(chat.messageTtl()).isEqualTo(ttl);
        assertThat(chat.expiresAt()).isEqualTo(END);

        talk.ends.limit(null, null);
        read.project();
        assertThat(read.ask(new FindChat(talk.chatId, ben, 0)).messageTtl()).isNull();
        assertThat(read.ask(new FindChat(talk.chatId, ben, 0)).expiresAt()).isNull();
    }

    @Test
    void anErasedUserIsNotFoundAndTheirDirectChatsStayWithTheOthers() {
        UserId user = Talk.register(read, "ada", "Ada");
        Talk talk = Talk.open(read, user, ben);
        talk.say(user, "stays");
        DeviceId phone = DeviceId.random();
        read.append(new SessionOpened(phone, user, Talk.seal(read, "phone")));
        read.append(new SessionOpened(DeviceId.random(), ben, Talk.seal(read, "phone")));
        long erased = read.append(new UserErased(user, List.of(KeyId.random()), Talk.BEGINNING));
        read.append(new SessionClosed(phone, user, CloseReason.ACCOUNT_ERASED));
        read.project();

        assertRefused(new FindUser(user, 0), ErrorCode.USER_NOT_FOUND);
        assertRefused(new FindUserByHandle(new Confidential("ada"), 0), ErrorCode.USER_NOT_FOUND);
        assertThat(read.ask(new FindCredentials(new Confidential("ada"))).credentials())
                .isNull();
        assertThat(history(talk, ben)).hasSize(1);
        assertThat(read.count("user_profile")).isZero();
        assertThat(read.count("session WHERE device_name_key IS NOT NULL")).isEqualTo(1);
        assertThat(read.texts("deletion"))
                .containsExactlyInAnyOrder("(%d,,session,1)".formatted(erased), "(%d,,user,1)".formatted(erased));
    }

    @Test
    void whatWasGivenUpInAChatThatIsGoneIsNotToBeBroughtAnyMore() {
        GroupTalk group = GroupTalk.open(read, "title", ada, ben);
        group.sayUnbrought(ada, "one");
        group.abandon(1, 1);
        read.project();
        assertThat(read.ask(new FindAbandonedFanOuts(0, 10, 0)).items()).hasSize(1);

        group.ends.purge();
        read.project();
        assertThat(read.ask(new FindAbandonedFanOuts(0, 10, 0)).items()).isEmpty();
    }

    private void assertGone(GroupTalk group, UserId viewer, ErrorCode code) {
        MessageId message = group.messages.get(0);
        assertRefused(new FindChat(group.chatId, viewer, 0), code);
        assertRefused(new FindMessages(group.chatId, viewer, null, null, 10, 0, 0), code);
        assertRefused(new FindMessageReceipts(group.chatId, message, viewer, 0), code);
        assertRefused(new FindMessageDeliveries(group.chatId, message, viewer, 0), code);
    }

    private void assertNoMessage(Talk talk, int sequence) {
        MessageId message = talk.messages.get(sequence - 1);
        assertRefused(new FindMessageReceipts(talk.chatId, message, talk.opener, 0), ErrorCode.MESSAGE_NOT_FOUND);
        assertRefused(new FindMessageDeliveries(talk.chatId, message, talk.opener, 0), ErrorCode.MESSAGE_NOT_FOUND);
    }

    private List<MessageView> history(Talk talk, UserId viewer) {
        return read.ask(new FindMessages(talk.chatId, viewer, null, null, 100, 0, 0))
                .items();
    }

    private List<InboxEntry> inbox(UserId viewer) {
        return read.ask(new FindInbox(viewer, Long.MAX_VALUE, 100, 0)).items();
    }

    private InboxEntry entry(UserId viewer) {
        assertThat(inbox(viewer)).hasSize(1);
        return inbox(viewer).get(0);
    }

    private MessageView last(UserId viewer) {
        return Objects.requireNonNull(entry(viewer).lastMessage());
    }

    private void assertRefused(ParleyQuery<?> query, ErrorCode code) {
        assertThatThrownBy(() -> read.ask(query))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
