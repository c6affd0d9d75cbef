package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.ParleyQuery;
import io.parley.contract.chat.ChatQuery.FindChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.receipt.ReceiptQuery.FindMessageReceipts;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is held back of a group is held back from its members, and tells others nothing, not even that there is such a group. */
class GroupHeldBackTest {

    private final ReadSide read = ReadSide.fresh();
    private final UserId ada = UserId.random();
    private final UserId ben = UserId.random();
    private final UserId cem = UserId.random();
    private final UserId outsider = UserId.random();
    private final GroupTalk group = GroupTalk.open(read, "Trip to Rome", ada, ben, cem);

    @AfterEach
    void close() {
        read.close();
    }

    @Test
    void aMessageThatIsHeldBackConcernsTheMembersAndNobodyElse() {
        Talk elsewhere = Talk.open(read, outsider, UserId.random());
        read.breakChat("message", group.chatId);
        group.say(ada, "one");
        read.project();

        for (UserId member : new UserId[] {ada, ben, cem}) {
            assertNotYet(history(member));
            assertNotYet(inbox(member));
        }
        assertThat(read.ask(new FindChat(group.chatId, ben, 0)).members()).hasSize(3);
        assertRefused(history(outsider), ErrorCode.CHAT_NOT_FOUND);
        assertThat(read.ask(inbox(outsider)).items()).singleElement().satisfies(entry -> assertThat(entry.chatId())
                .isEqualTo(elsewhere.chatId));
    }

    @Test
    void whoIsAddedWhileAGroupIsHeldBackIsConcernedTooAndWhoLeftIsNotInTheInbox() {
        read.project();
        read.breakChat("message", group.chatId);
        group.say(ada, "one");
        group.add(outsider);
        group.remove(cem);
        read.project();

        assertNotYet(history(outsider));
        assertNotYet(inbox(outsider));
        assertNotYet(history(cem));
    }

    @Test
    void anOpeningThatIsHeldBackIsNotYetToItsMembersAndNoChatToOthers() {
        read.breakChat("chat_member", group.chatId);
        read.breakChat("inbox", group.chatId);
        group.say(ada, "one");
        read.project();

        assertNotYet(new FindChat(group.chatId, ben, 0));
        assertNotYet(history(ben));
        assertNotYet(inbox(ben));
        assertRefused(new FindChat(group.chatId, outsider, 0), ErrorCode.CHAT_NOT_FOUND);
        assertRefused(history(outsider), ErrorCode.CHAT_NOT_FOUND);
        assertThat(read.ask(inbox(outsider)).items()).isEmpty();
    }

    @Test
    void membersWhoComeAndGoWhileTheChatIsHeldBackAreToldNotYet() {
        read.project();
        read.breakChat("chat_member", group.chatId);
        group.add(outsider);
        group.remove(cem);
        group.title("Trip to Bari");
        read.project();

        for (UserId user : new UserId[] {ada, cem, outsider}) {
            assertNotYet(new FindChat(group.chatId, user, 0));
            assertNotYet(history(user));
        }
        assertRefused(new FindChat(group.chatId, UserId.random(), 0), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void receiptsThatAreHeldBackAreNotYetToMembers() {
        group.say(ada, "one");
        read.breakChat("receipt", group.chatId);
        group.mark(ben, 1, 1);
        read.project();

        var receipts = new FindMessageReceipts(group.chatId, group.messages.get(0), ada, 0);
        assertNotYet(receipts);
        assertRefused(
                new FindMessageReceipts(group.chatId, group.messages.get(0), outsider, 0), ErrorCode.CHAT_NOT_FOUND);
        assertThat(read.ask(history(ada)).items()).hasSize(1);
    }

    @Test
    void onceMendedItIsAsIfNothingHadHappened() {
        String[] tables = {"message", "inbox", "receipt", "chat_member", "chat"};
        for (String table : tables) {
            read.breakChat(table, group.chatId);
        }
        group.say(ada, "one");
        group.mark(ben, 1, 1);
        group.add(outsider);
        group.remove(cem);
        group.title("Trip to Bari");
        group.say(ben, "two");
        group.add(cem);
        read.project(3);
        for (String table : tables) {
            read.mend(table);
        }
        for (String name : new String[] {"chat", "history", "inbox", "receipt"}) {
            assertThat(read.retry(name)).as(name).isTrue();
            assertThat(read.deadLetters(name)).isZero();
        }

        assertThat(read.jdbc
                        .sql("SELECT count(*) FROM views.held_back")
                        .query(Long.class)
                        .single())
                .isZero();
        Map<String, String> caughtUp = read.checksums();
        read.names().forEach(name -> read.rebuild(name, 200));
        assertThat(read.checksums()).isEqualTo(caughtUp);
    }

    private FindMessages history(UserId viewer) {
        return new FindMessages(group.chatId, viewer, null, null, 100, 0, 0);
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
