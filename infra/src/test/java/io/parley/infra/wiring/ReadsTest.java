package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyQuery;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatQuery.FindChat;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.inbox.InboxEntry;
import io.parley.contract.inbox.InboxPage;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.message.MessageView;
import io.parley.contract.receipt.DeliveryState;
import io.parley.contract.receipt.MessageReceipts;
import io.parley.contract.receipt.ReceiptMarks;
import io.parley.contract.receipt.ReceiptQuery.FindMessageReceipts;
import io.parley.contract.receipt.ReceiptQuery.FindReceiptsChanged;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.contract.session.SessionQuery.FindClosedSessions;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.StoredCredentials;
import io.parley.contract.user.UserEvent.ProfileChanged;
import io.parley.contract.user.UserQuery.FindCredentials;
import io.parley.contract.user.UserQuery.FindUser;
import io.parley.contract.user.UserQuery.FindUserByHandle;
import io.parley.contract.user.UserView;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What readers are told, and what they are not told. */
class ReadsTest {

    private final ReadSide read = ReadSide.fresh();

    @AfterEach
    void close() {
        read.close();
    }

    @Test
    void aUserIsFoundByIdAndByHandleWithTheLatestProfile() {
        UserId ada = Talk.register(read, "ada", "Ada");
        read.append(new ProfileChanged(ada, Talk.seal(read, "Ada L."), null));
        read.append(new ProfileChanged(ada, null, LastSeenVisibility.NOBODY));
        read.project();

        UserView expected =
                new UserView(ada, new Confidential("ada"), new Confidential("Ada L."), LastSeenVisibility.NOBODY);
        assertThat(read.ask(new FindUser(ada, 0))).isEqualTo(expected);
        assertThat(read.ask(new FindUserByHandle(new Confidential("ada"), 0))).isEqualTo(expected);
    }

    @Test
    void whoIsNobodyIsNotFound() {
        assertRefused(new FindUser(UserId.random(), 0), ErrorCode.USER_NOT_FOUND);
        assertRefused(new FindUserByHandle(new Confidential("no handle!"), 0), ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void aUserWhoseKeyIsGoneIsNotFound() {
        UserId ada = Talk.register(read, "ada", "Ada");
        read.project();
        read.profiles.clear();

        assertRefused(new FindUser(ada, 0), ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void credentialsComeStraightFromWhereRegistrationPutThem() {
        UserId ada = UserId.random();
        StoredCredentials stored = new StoredCredentials(ada, new Confidential("hash"));
        read.handles.put("ada", ada);
        read.credentials.put(ada, stored);

        assertThat(read.ask(new FindCredentials(new Confidential("ada"))).credentials())
                .isEqualTo(stored);
        assertThat(read.ask(new FindCredentials(new Confidential("bob"))).credentials())
                .isNull();
    }

    @Test
    void aChatIsShownToItsMembersWithBothInOrderOfJoining() {
        Talk talk = Talk.open(read);
        talk.say(talk.opener, "one");
        talk.say(talk.peer, "two");
        read.project();

        ChatView chat = read.ask(new FindChat(talk.chatId, talk.peer, 0));
        assertThat(chat.lastSequence()).isEqualTo(2);
        assertThat(chat.members())
                .containsExactly(
                        new ChatView.Member(talk.opener, MemberRole.MEMBER, Talk.BEGINNING),
                        new ChatView.Member(talk.peer, MemberRole.MEMBER, Talk.BEGINNING));
        assertRefused(new FindChat(talk.chatId, UserId.random(), 0), ErrorCode.CHAT_NOT_FOUND);
        assertRefused(new FindChat(ChatId.random(), talk.peer, 0), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void whatLimitsAChatIsShownInItAndInTheInbox() {
        ChatId chatId = ChatId.random();
        UserId opener = UserId.random();
        Duration ttl = Duration.ofHours(24);
        Instant expiresAt = Instant.parse("2027-01-01T00:00:00.125Z");
        read.append(new DirectChatOpened(chatId, opener, UserId.random(), Talk.BEGINNING, ttl, expiresAt));
        read.project();

        ChatView chat = read.ask(new FindChat(chatId, opener, 0));
        InboxEntry entry = inbox(opener).items().get(0);
        assertThat(chat.messageTtl()).isEqualTo(ttl).isEqualTo(entry.messageTtl());
        assertThat(chat.expiresAt()).isEqualTo(expiresAt).isEqualTo(entry.expiresAt());
    }

    @Test
    void aMessageIsShownWholeAndWithoutContentOnceItsKeyIsGone() {
        Talk talk = Talk.open(read);
        talk.say(talk.opener, "one");
        talk.say(talk.peer, "two");
        talk.say(talk.opener, "three, in answer to one");
        read.project();

        MessageView third =
                read.ask(history(talk, talk.peer, null, null, 1)).items().get(0);
        assertThat(third.messageId()).isEqualTo(talk.messages.get(2));
        assertThat(third.chatId()).isEqualTo(talk.chatId);
        assertThat(third.senderId()).isEqualTo(talk.opener);
        assertThat(third.sentAt()).isEqualTo(Talk.BEGINNING.plusSeconds(3));
        assertThat(third.replyTo()).isEqualTo(talk.messages.get(0));
        assertThat(Objects.requireNonNull(third.content()).text()).isEqualTo("three, in answer to one");

        read.contents.clear();
        assertThat(read.ask(history(talk, talk.peer, null, null, 3)).items())
                .hasSize(3)
                .allMatch(message -> message.content() == null);
    }

    @Test
    void historyIsForMembersAlone() {
        Talk talk = Talk.open(read);
        talk.say(talk.opener, "one");
        read.project();

        assertRefused(history(talk, UserId.random(), null, null, 10), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void aReaderWaitsForASequenceAndGetsItOnceItIsThere() {
        Talk talk = Talk.open(read);
        talk.say(talk.opener, "one");
        read.project();
        var answer = read.send(new FindMessages(talk.chatId, talk.peer, null, null, 10, 2, 0));

        assertThat(answer).isNotDone();
        talk.say(talk.opener, "two");
        read.project();
        assertThat(answer.orTimeout(5, TimeUnit.SECONDS).join().items()).hasSize(2);
    }

    @Test
    void aReaderOfASequenceThatNeverComesIsToldNotYet() {
        Talk talk = Talk.open(read);
        talk.say(talk.opener, "one");
        read.project();

        assertRefused(new FindMessages(talk.chatId, talk.peer, null, null, 10, 2, 0), ErrorCode.NOT_YET);
        assertRefused(new FindMessages(talk.chatId, UserId.random(), null, null, 10, 2, 0), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void aReaderWaitsForTheProcessorOfWhatItReadsAndForNoOther() {
        Talk talk = Talk.open(read);
        long position = talk.say(talk.opener, "one");
        CompletableFuture<?> history =
                read.send(new FindMessages(talk.chatId, talk.opener, null, null, 10, 0, position));
        CompletableFuture<InboxPage> inbox = read.send(new FindInbox(talk.opener, Long.MAX_VALUE, 10, position));

        read.project("mailbox", 10);
        assertThat(history).isNotDone();
        assertThat(inbox).isNotDone();
        read.names().stream().filter(name -> !name.equals("mailbox")).forEach(name -> read.project(name, 10));
        assertThat(inbox.orTimeout(5, TimeUnit.SECONDS).join().items()).hasSize(1);
        assertThat(history.orTimeout(5, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(5));
        assertThat(read.progress.waiting()).isZero();
    }

    @Test
    void aReaderWhoWaitsInVainIsToldNotYet() {
        CompletableFuture<?> answer = read.send(new FindUser(UserId.random(), 7));

        read.progress.giveUp();
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_YET));
    }

    @Test
    void theInboxHasTheLatestActivityFirstAndPagesWithoutGaps() {
        UserId ada = UserId.random();
        Talk first = Talk.open(read, ada, UserId.random());
        Talk second = Talk.open(read, UserId.random(), ada);
        Talk third = Talk.open(read, ada, UserId.random());
        first.say(ada, "up again");
        read.project();

        InboxPage page = read.ask(new FindInbox(ada, Long.MAX_VALUE, 2, 0));
        assertThat(page.items()).extracting(InboxEntry::chatId).containsExactly(first.chatId, third.chatId);
        assertThat(page.more()).isTrue();
        InboxPage rest = read.ask(new FindInbox(ada, page.items().get(1).activity(), 2, 0));
        assertThat(rest.items()).extracting(InboxEntry::chatId).containsExactly(second.chatId);
        assertThat(rest.more()).isFalse();
        assertThat(rest.items().get(0).peer()).isEqualTo(second.opener);
        assertThat(rest.items().get(0).lastMessage()).isNull();
    }

    @Test
    void unreadAreTheOthersMessagesAboveOnesOwnMark() {
        Talk talk = Talk.open(read);
        talk.say(talk.opener, "one");
        talk.say(talk.peer, "two");
        talk.say(talk.opener, "three");
        talk.mark(talk.peer, 2, 1);
        read.project();

        assertThat(inbox(talk.peer).items().get(0).unreadCount()).isEqualTo(1);
        assertThat(inbox(talk.opener).items().get(0).unreadCount()).isEqualTo(1);
        assertThat(inbox(talk.peer).items().get(0).lastSequence()).isEqualTo(3);
        assertThat(Objects.requireNonNull(inbox(talk.peer).items().get(0).lastMessage())
                        .sequence())
                .isEqualTo(3);
    }

    @Test
    void unreadMessagesAreCountedHoweverMany() {
        Talk talk = Talk.open(read);
        for (int i = 0; i < 250; i++) {
            talk.say(talk.opener, "more");
        }
        read.project();

        assertThat(inbox(talk.peer).items().get(0).unreadCount()).isEqualTo(250);
    }

    @Test
    void aMessageIsDeliveredAndReadAtTheFirstStepThatReachesIt() {
        Talk talk = Talk.open(read);
        for (int i = 0; i < 3; i++) {
            talk.say(talk.opener, "one of three");
        }
        talk.mark(talk.peer, 1, 0);
        long delivered = talk.mark(talk.peer, 3, 0);
        long read2 = talk.mark(talk.peer, 3, 2);
        read.project();

        MessageReceipts second = receipts(talk, 1);
        assertThat(second.state()).isEqualTo(DeliveryState.READ);
        assertThat(second.members())
                .containsExactly(new MessageReceipts.MemberReceipt(talk.peer, markedAt(delivered), markedAt(read2)));
        assertThat(receipts(talk, 2).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(receipts(talk, 2).members().get(0).readAt()).isNull();
    }

    @Test
    void aMessageThatNobodyAcknowledgedIsSent() {
        Talk talk = Talk.open(read);
        talk.say(talk.opener, "one");
        talk.mark(talk.opener, 1, 1);
        read.project();

        assertThat(receipts(talk, 0).state()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void receiptsAreForMembersAndOfMessagesOfTheChat() {
        Talk talk = Talk.open(read);
        Talk other = Talk.open(read, talk.opener, UserId.random());
        talk.say(talk.opener, "one");
        read.project();
        MessageId message = talk.messages.get(0);

        assertRefused(new FindMessageReceipts(talk.chatId, message, UserId.random(), 0), ErrorCode.CHAT_NOT_FOUND);
        assertRefused(new FindMessageReceipts(other.chatId, message, talk.opener, 0), ErrorCode.MESSAGE_NOT_FOUND);
        assertRefused(
                new FindMessageReceipts(talk.chatId, MessageId.random(), talk.opener, 0), ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void aResumeGetsTheLatestMarksOfOthersThatChangedSince() {
        Talk talk = Talk.open(read);
        talk.say(talk.opener, "one");
        talk.say(talk.opener, "two");
        talk.mark(talk.opener, 2, 2);
        talk.mark(talk.peer, 1, 0);
        long latest = talk.mark(talk.peer, 2, 1);
        read.project();

        ReceiptMarks marks = new ReceiptMarks(talk.chatId, talk.peer, 2, 1);
        assertThat(read.ask(new FindReceiptsChanged(talk.opener, 0, 0)).marks()).containsExactly(marks);
        assertThat(read.ask(new FindReceiptsChanged(talk.opener, latest - 1, 0)).marks())
                .containsExactly(marks);
        assertThat(read.ask(new FindReceiptsChanged(talk.opener, latest, 0)).marks())
                .isEmpty();
        assertThat(read.ask(new FindReceiptsChanged(UserId.random(), 0, 0)).marks())
                .isEmpty();
    }

    @Test
    void closedSessionsAreThoseClosedSinceAMoment() {
        DeviceId closed = DeviceId.random();
        UserId user = UserId.random();
        read.append(new SessionOpened(closed, user, Talk.seal(read, "phone")));
        read.append(new SessionOpened(DeviceId.random(), user, Talk.seal(read, "desk")));
        long position = read.append(new SessionClosed(closed, user, CloseReason.REFRESH_TOKEN_REUSED));
        Instant at = read.log.at(java.util.List.of(position)).get(0).recordedAt();
        read.project();

        assertThat(read.ask(new FindClosedSessions(at, 0)).deviceIds()).containsExactly(closed);
        assertThat(read.ask(new FindClosedSessions(at.plusMillis(1), 0)).deviceIds())
                .isEmpty();
    }

    private Instant markedAt(long position) {
        return Talk.BEGINNING.plusSeconds(1000 + position - 1);
    }

    private MessageReceipts receipts(Talk talk, int message) {
        return read.ask(new FindMessageReceipts(talk.chatId, talk.messages.get(message), talk.opener, 0));
    }

    private InboxPage inbox(UserId viewer) {
        return read.ask(new FindInbox(viewer, Long.MAX_VALUE, 100, 0));
    }

    private static FindMessages history(
            Talk talk,
            UserId viewer,
            @org.jspecify.annotations.Nullable Long before,
            @org.jspecify.annotations.Nullable Long after,
            int limit) {
        return new FindMessages(talk.chatId, viewer, before, after, limit, 0, 0);
    }

    private void assertRefused(ParleyQuery<?> query, ErrorCode code) {
        assertThatThrownBy(() -> read.ask(query))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
