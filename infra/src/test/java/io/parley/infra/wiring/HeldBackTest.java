package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.parley.contract.ParleyQuery;
import io.parley.contract.chat.ChatQuery.FindChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.message.MessageView;
import io.parley.contract.receipt.ReceiptQuery.FindMessageReceipts;
import io.parley.contract.receipt.ReceiptQuery.FindReceiptsChanged;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.contract.session.SessionQuery.FindClosedSessions;
import io.parley.contract.user.UserQuery.FindUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One broken conversation is held back, all others go on; once mended it catches up. */
class HeldBackTest {

    private ReadSide read = ReadSide.fresh();

    @AfterEach
    void close() {
        read.close();
    }

    @Test
    void oneBrokenConversationIsHeldBackAndAllOthersGoOn() {
        Talk broken = Talk.open(read);
        Talk whole = Talk.open(read);
        read.breakChat("message", broken.chatId);
        for (int i = 0; i < 5; i++) {
            broken.say(broken.opener, "broken");
            whole.say(whole.peer, "whole");
        }

        read.project(4);

        assertThat(read.deadLetters("history")).isEqualTo(5);
        assertThat(read.ask(history(whole, whole.opener)).items()).hasSize(5);
        assertNotYet(history(broken, broken.opener));
        assertNotYet(history(broken, broken.peer));
    }

    @Test
    void onceMendedItCatchesUpInOrderAndIsAsIfNothingHadHappened() {
        Talk broken = Talk.open(read);
        Talk whole = Talk.open(read);
        for (String table : new String[] {"message", "inbox", "receipt", "chat_member"}) {
            read.breakChat(table, broken.chatId);
        }
        for (int i = 0; i < 7; i++) {
            broken.say(broken.opener, "broken");
            broken.mark(broken.peer, i + 1, i);
            whole.say(whole.peer, "whole");
        }
        read.project(5);
        for (String table : new String[] {"message", "inbox", "receipt", "chat_member"}) {
            read.mend(table);
        }
        for (String name : new String[] {"chat", "history", "inbox", "receipt"}) {
            assertThat(read.retry(name)).as(name).isTrue();
            assertThat(read.deadLetters(name)).isZero();
        }
        broken.say(broken.peer, "after");
        read.project();

        assertThat(read.ask(history(broken, broken.opener)).items()).hasSize(8);
        assertThat(read.jdbc
                        .sql("SELECT count(*) FROM views.held_back")
                        .query(Long.class)
                        .single())
                .isZero();
        Map<String, String> caughtUp = read.checksums();
        read.names().forEach(name -> read.rebuild(name, 200));
        assertThat(read.checksums()).isEqualTo(caughtUp);
    }

    @Test
    void whatStillFailsStaysInOrderAndIsHeldBack() {
        Talk broken = Talk.open(read);
        read.breakChat("message", broken.chatId);
        broken.say(broken.opener, "one");
        broken.say(broken.opener, "two");
        read.project();

        assertThat(read.retry("history")).isFalse();
        broken.say(broken.opener, "three");
        read.project();

        assertThat(read.deadLetters("history")).isEqualTo(3);
        assertNotYet(history(broken, broken.opener));
    }

    @Test
    void whatEndsWaitsBehindWhatIsHeldBackAndEndsItInItsTurn() {
        Talk broken = Talk.open(read);
        for (String table : new String[] {"message", "inbox", "chat"}) {
            read.breakChat(table, broken.chatId);
        }
        broken.say(broken.opener, "taken back");
        broken.say(broken.opener, "has its time", Talk.BEGINNING);
        broken.ends.limit(Duration.ofHours(1), null);
        broken.ends.hold();
        broken.ends.release();
        broken.ends.retract(1);
        broken.ends.expire(2);
        broken.say(broken.opener, "stays");
        read.project(3);
        assertNotYet(history(broken, broken.opener));
        for (String table : new String[] {"message", "inbox", "chat"}) {
            read.mend(table);
        }
        for (String name : new String[] {"history", "inbox", "chat"}) {
            assertThat(read.retry(name)).as(name).isTrue();
        }

        assertThat(read.ask(history(broken, broken.opener)).items())
                .extracting(MessageView::sequence, MessageView::retracted)
                .containsExactly(tuple(3L, false), tuple(1L, true));
        Map<String, String> caughtUp = read.checksums();
        read.names().forEach(name -> read.rebuild(name, 200));
        assertThat(read.checksums()).isEqualTo(caughtUp);
    }

    @Test
    void anInboxWaitsWhileThatAChatOfItIsGoneIsHeldBack() {
        Talk broken = Talk.open(read);
        read.breakChat("inbox", broken.chatId);
        broken.ends.purge();
        read.project();

        assertNotYet(inbox(broken.peer));
        read.mend("inbox");
        assertThat(read.retry("inbox")).isTrue();
        assertThat(read.ask(inbox(broken.peer)).items()).isEmpty();
    }

    @Test
    void whatFailedWaitsBeforeItIsTriedAgain() {
        read.close();
        read = ReadSide.waiting(Duration.ofHours(1));
        Talk broken = Talk.open(read);
        read.breakChat("message", broken.chatId);
        broken.say(broken.opener, "one");
        read.project();
        read.mend("message");

        assertThat(read.retry("history")).isFalse();
        assertThat(read.deadLetters("history")).isEqualTo(1);
    }

    @Test
    void anInboxIsNotShownWhileAChatOfItIsHeldBackEvenItsOpening() {
        Talk broken = Talk.open(read);
        Talk other = Talk.open(read, broken.peer, UserId.random());
        read.breakChat("inbox", broken.chatId);
        broken.say(broken.opener, "one");
        read.project();

        assertNotYet(inbox(broken.opener));
        assertNotYet(inbox(broken.peer));
        assertThat(read.ask(inbox(other.peer)).items()).hasSize(1);
        assertThat(read.ask(new FindChat(broken.chatId, broken.opener, 0)).lastSequence())
                .isEqualTo(1);
    }

    @Test
    void aChatWhoseOpeningIsHeldBackIsNotYetToItsMembersAndNoChatToOthers() {
        Talk broken = Talk.open(read);
        read.breakChat("chat_member", broken.chatId);
        broken.say(broken.opener, "one");
        read.project();

        assertNotYet(new FindChat(broken.chatId, broken.peer, 0));
        assertNotYet(history(broken, broken.peer));
        UserId outsider = UserId.random();
        assertRefused(new FindChat(broken.chatId, outsider, 0), ErrorCode.CHAT_NOT_FOUND);
        assertRefused(history(broken, outsider), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void receiptsThatAreHeldBackAreRefusedAndLeftOutOfAResume() {
        Talk broken = Talk.open(read);
        Talk whole = Talk.open(read, broken.opener, UserId.random());
        broken.say(broken.opener, "one");
        whole.say(whole.opener, "one");
        read.breakChat("receipt", broken.chatId);
        broken.mark(broken.peer, 1, 1);
        whole.mark(whole.peer, 1, 0);
        read.project();

        assertNotYet(new FindMessageReceipts(broken.chatId, broken.messages.get(0), broken.opener, 0));
        assertThat(read.ask(new FindReceiptsChanged(whole.opener, 0, 0)).marks())
                .singleElement()
                .satisfies(marks -> assertThat(marks.chatId()).isEqualTo(whole.chatId));
    }

    @Test
    void aUserWhoIsHeldBackIsNotYet() {
        read.jdbc
                .sql("ALTER TABLE views.user_profile ADD CONSTRAINT broken CHECK (position <> 1)")
                .update();
        UserId user = Talk.register(read, "ada", "Ada");
        UserId other = Talk.register(read, "bob", "Bob");
        read.project();

        assertNotYet(new FindUser(user, 0));
        assertThat(read.ask(new FindUser(other, 0)).userId()).isEqualTo(other);
    }

    @Test
    void aSessionThatIsHeldBackCountsAsClosed() {
        read.jdbc
                .sql("ALTER TABLE views.session ADD CONSTRAINT broken CHECK (position <> 1)")
                .update();
        DeviceId device = DeviceId.random();
        read.append(new SessionOpened(device, UserId.random(), Talk.seal(read, "phone")));
        read.append(new SessionOpened(DeviceId.random(), UserId.random(), Talk.seal(read, "phone")));
        read.project();

        assertThat(read.ask(new FindClosedSessions(Instant.EPOCH, 0)).deviceIds())
                .containsExactly(device);
    }

    @Test
    void aFaultOfTheDatabaseHoldsNothingBackAndIsTriedAgain() {
        Talk talk = Talk.open(read);
        talk.say(talk.opener, "one");
        read.jdbc.sql("ALTER TABLE views.message RENAME TO away").update();

        assertThat(read.step("history", 10)).isFalse();
        assertThat(read.step("history", 10)).isFalse();
        assertThat(read.deadLetters("history")).isZero();

        read.jdbc.sql("ALTER TABLE views.away RENAME TO message").update();
        read.project();
        assertThat(read.ask(history(talk, talk.opener)).items()).hasSize(1);
    }

    @Test
    void aFaultOfTheDatabaseWhileTryingAgainLeavesTheLetterWhereItIs() {
        Talk talk = Talk.open(read);
        talk.say(talk.opener, "one");
        read.breakChat("message", talk.chatId);
        read.project();
        read.mend("message");
        read.jdbc.sql("ALTER TABLE views.message RENAME TO away").update();

        assertThat(read.retry("history")).isFalse();
        read.jdbc.sql("ALTER TABLE views.away RENAME TO message").update();
        assertThat(read.deadLetters("history")).isEqualTo(1);
        // It is due again after as long as it has waited so far.
        await().until(() -> read.retry("history"));
        assertThat(read.ask(history(talk, talk.opener)).items()).hasSize(1);
    }

    @Test
    void theMailboxHoldsNothingBackButStandsStillUntilItCanGoOn() {
        read.jdbc
                .sql("ALTER TABLE views.mailbox ADD CONSTRAINT broken CHECK (position <> 2)")
                .update();
        Talk talk = Talk.open(read);
        talk.say(talk.opener, "one");
        talk.say(talk.opener, "two");

        assertThat(read.step("mailbox", 10)).isFalse();
        assertThat(read.step("mailbox", 10)).isFalse();
        assertThat(read.queues().of("mailbox")).isEmpty();
        read.jdbc.sql("ALTER TABLE views.mailbox DROP CONSTRAINT broken").update();
        assertThat(read.step("mailbox", 10)).isTrue();
        assertThat(read.jdbc
                        .sql("SELECT count(*) FROM views.mailbox")
                        .query(Long.class)
                        .single())
                .isEqualTo(6);
    }

    @Test
    void aDeadLetterTellsNothingOfWhatWasWritten() {
        Talk broken = Talk.open(read);
        read.breakChat("message", broken.chatId);
        broken.say(broken.opener, "one");
        read.project();

        assertThat(read.jdbc
                        .sql("SELECT causemessage FROM work.dead_letter")
                        .query(String.class)
                        .single())
                .isEqualTo("projection history could not write: UncategorizedSQLException, SQL state P0001");
    }

    private static FindMessages history(Talk talk, UserId viewer) {
        return new FindMessages(talk.chatId, viewer, null, null, 100, 0, 0);
    }

    private static FindInbox inbox(UserId viewer) {
        return new FindInbox(viewer, Long.MAX_VALUE, 100, 0);
    }

    private void assertNotYet(ParleyQuery<?> query) {
        assertRefused(query, ErrorCode.NOT_YET);
    }

    private void assertRefused(ParleyQuery<?> query, ErrorCode code) {
        assertThatThrownBy(() -> read.ask(query))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
