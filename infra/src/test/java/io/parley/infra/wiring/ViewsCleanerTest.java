package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.mailbox.MailboxQuery.FindMailbox;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.receipt.ReceiptQuery.FindReceiptsChanged;
import io.parley.projection.cleaning.ViewsCleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rows of chats that are gone, and what is still brought of them. */
class ViewsCleanerTest {

    private final ReadSide read = ReadSide.fresh();
    private final UserId ada = UserId.random();
    private final UserId ben = UserId.random();
    private final UserId cem = UserId.random();

    @AfterEach
    void close() {
        read.close();
    }

    @Test
    void ofADirectChatThatIsGoneOnlyThatStaysAndOthersKeepTheirRows() {
        Talk other = Talk.open(read, ada, cem);
        other.say(ada, "before");
        Talk talk = talk(30);
        other.say(cem, "after");
        long gone = talk.ends.purge();
        read.project();
        read.clean();

        assertThat(read.count("mailbox WHERE chat_id = '%s' AND position <> %d".formatted(talk.chatId, gone)))
                .isZero();
        assertThat(read.count("mailbox WHERE chat_id = '%s'".formatted(other.chatId)))
                .isEqualTo(6);
        assertThat(rowsOf(talk.chatId, "message", "receipt", "receipt_step", "inbox", "chat_activity"))
                .isZero();
        assertThat(rowsOf(other.chatId, "message")).isEqualTo(2);
        assertThat(mailbox(ada, 0))
                .filteredOn(event -> belongsTo(talk.chatId, event.event()))
                .singleElement()
                .satisfies(event -> assertThat(event.position()).isEqualTo(gone));
        assertThat(read.count("gone_chat WHERE cleaned_at IS NULL")).isZero();
    }

    @Test
    void ofAGroupThatIsGoneItsMembersHearThatAndWhoHadToLeaveHearsThat() {
        GroupTalk group = GroupTalk.open(read, "title", ada, ben, cem);
        for (int i = 0; i < 5; i++) {
            group.say(ada, "one of five");
        }
        group.sayUnbrought(ada, "six");
        group.abandon(0, 6);
        group.title("another title");
        long left = group.remove(cem);
        group.mark(ben, 3, 2);
        long gone = group.ends.purge();
        read.project();

        for (boolean cleaned : new boolean[] {false, true}) {
            assertThat(mailbox(ada, 0)).extracting(LoggedEvent::position).contains(gone);
            assertThat(mailbox(ben, 0))
                    .filteredOn(event -> !(event.event() instanceof MemberRemoved))
                    .extracting(LoggedEvent::position)
                    .containsExactly(gone);
            assertThat(mailbox(cem, 0)).extracting(LoggedEvent::position).containsExactly(left);
            if (!cleaned) {
                read.clean();
            }
        }
        assertThat(rowsOf(
                        group.chatId,
                        "message",
                        "receipt",
                        "receipt_step",
                        "inbox",
                        "chat_activity",
                        "mailbox_lane",
                        "mailbox_abandoned"))
                .isZero();
        assertThat(rowsOf(group.chatId, "mailbox_chat")).isEqualTo(2);
        assertThat(rowsOf(group.chatId, "chat_member")).isEqualTo(3);
    }

    @Test
    void whatIsFilledOrMarkedAMomentAfterAChatWentIsBroughtToNobodyAndRemovedAtTheNextLook() {
        GroupTalk group = GroupTalk.open(read, "title", ada, ben);
        group.sayUnbrought(ada, "one");
        group.ends.purge();
        read.project();
        read.clean();
        group.bring(0, 1);
        group.abandon(1, 1);
        group.mark(ben, 1, 1);
        read.project();

        assertThat(mailbox(ada, 0)).hasSize(1);
        assertThat(read.ask(new FindReceiptsChanged(ada, 0, 0)).marks()).isEmpty();
        read.clean();
        assertThat(rowsOf(group.chatId, "mailbox_lane")).isEqualTo(1);
        read.lookAgain();
        read.clean();
        assertThat(rowsOf(group.chatId, "mailbox_lane", "mailbox_abandoned", "receipt", "receipt_step"))
                .isZero();
    }

    @Test
    void whoStopsInTheMiddleGoesOnThereAndCountsEachRowOnce() {
        Talk talk = talk(100);
        long gone = talk.ends.purge();
        read.project();
        ViewsCleaner killed = read.cleaner(10);
        for (int i = 0; i < 7; i++) {
            assertThat(killed.step()).isTrue();
        }
        read.jdbc.sql("ALTER TABLE views.deletion RENAME TO away").update();
        assertThatThrownBy(killed::step).isInstanceOf(RuntimeException.class);
        read.jdbc.sql("ALTER TABLE views.away RENAME TO deletion").update();
        long left = rowsOf(talk.chatId, "message") + rowsOf(talk.chatId, "mailbox");
        assertThat(left).isBetween(50L, 295L);

        read.clean();
        assertThat(rowsOf(talk.chatId, "message")).isZero();
        assertThat(deletions(gone)).containsEntry("history", 100L).containsEntry("mailbox", 202L);
    }

    @Test
    void severalCleanEachWhatTheOthersHaveNotInHandAndNothingIsCountedTwice() {
        List<Long> gone = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            gone.add(talk(20).ends.purge());
        }
        read.project();
        List<CompletableFuture<Void>> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ViewsCleaner cleaner = read.cleaner(15);
            nodes.add(CompletableFuture.runAsync(() -> {
                while (cleaner.step()) {}
            }));
        }
        nodes.forEach(CompletableFuture::join);
        read.clean();

        assertThat(gone).allSatisfy(position -> assertThat(deletions(position))
                .containsEntry("history", 20L)
                .containsEntry("mailbox", 42L));
        assertThat(read.count("message")).isZero();
    }

    @Test
    void othersReadWhileTenThousandMessagesGo() {
        Talk other = Talk.open(read, ada, cem);
        other.say(ada, "stays");
        Talk talk = talk(10_000);
        talk.ends.purge();
        read.project(500);
        ViewsCleaner cleaner = read.cleaner(500);
        CompletableFuture<Void> cleaning = CompletableFuture.runAsync(() -> {
            while (cleaner.step()) {}
        });

        int reads = 0;
        do {
            assertThat(read.ask(new FindMessages(other.chatId, cem, null, null, 10, 0, 0))
                            .items())
                    .hasSize(1);
            reads++;
        } while (!cleaning.isDone());
        try {
            cleaning.join();
        } catch (CompletionException e) {
            throw new AssertionError("the cleaner failed", e);
        }
        assertThat(reads).isPositive();
        assertThat(rowsOf(talk.chatId, "message")).isZero();
        assertThat(rowsOf(talk.chatId, "mailbox")).isEqualTo(2);
    }

    @Test
    void theRowsOfADirectMessageThatWasTakenBackGoOnceTheHistoryTellsWhereTheyAre() {
        Talk talk = talk(3);
        long retracted = talk.ends.retract(2);
        assertThat(messagesIn(mailbox(ben, 0))).containsExactly(1L, 2L, 3L);
        read.project("mailbox", 100);
        read.clean();
        assertThat(read.count("mailbox_retracted")).isEqualTo(1);

        read.project();
        assertThat(messagesIn(mailbox(ben, 0))).containsExactly(1L, 3L);
        read.clean();

        assertThat(messagesIn(mailbox(ben, 0))).containsExactly(1L, 3L);
        assertThat(mailbox(ben, 0)).extracting(LoggedEvent::event).hasAtLeastOneElementOfType(MessageRetracted.class);
        assertThat(read.count("mailbox_retracted")).isZero();
        assertThat(deletions(retracted)).isEqualTo(Map.of("history", 1L, "mailbox", 2L));
    }

    @Test
    void afterAPurgeTheTablesAreFilledFromTheLogAsTheyWere() {
        Talk talk = talk(40);
        talk.ends.retract(3);
        GroupTalk group = GroupTalk.open(read, "title", ada, ben);
        group.say(ben, "one");
        GroupTalk stays = GroupTalk.open(read, "title", ada, ben);
        stays.say(ben, "one");
        read.project();
        read.clean();
        talk.ends.purge();
        group.ends.purge();
        read.project();
        read.clean();
        Map<String, String> before = read.checksums();
        List<String> deletions = read.texts("deletion");

        for (int batch : new int[] {7, 500}) {
            read.names().forEach(name -> read.rebuild(name, batch));
            assertThat(read.texts("gone_chat WHERE cleaned_at IS NULL")).hasSize(6);
            read.clean();
            assertThat(read.checksums()).isEqualTo(before);
            assertThat(read.texts("deletion")).isEqualTo(deletions);
        }
    }

    @Test
    void mailboxesThatAreFilledAnewAloneAreCleanedOnTheirOwn() {
        Talk talk = talk(10);
        talk.ends.purge();
        read.project();
        read.clean();

        read.rebuild("mailbox", 100);
        assertThat(rowsOf(talk.chatId, "mailbox")).isEqualTo(24);
        read.clean();
        assertThat(rowsOf(talk.chatId, "mailbox")).isEqualTo(2);
    }

    @Test
    void whatAProjectionHeldBackIsRemovedOnceItHasCaughtUp() {
        Talk talk = Talk.open(read, ada, ben);
        read.breakChat("message", talk.chatId);
        talk.say(ada, "one");
        talk.ends.purge();
        read.project();
        read.clean();
        read.mend("message");
        assertThat(read.retry("history")).isTrue();
        assertThat(rowsOf(talk.chatId, "message")).isEqualTo(1);

        read.clean();
        assertThat(rowsOf(talk.chatId, "message")).isZero();
    }

    @Test
    void aChatIsLookedThroughThreeTimesAndThenNeverAgain() {
        talk(3).ends.purge();
        read.project();
        for (int look = 1; look <= 3; look++) {
            read.clean();
            assertThat(read.count("gone_chat WHERE looks = " + look)).isEqualTo(3);
            read.lookAgain();
        }
        assertThat(read.count("gone_chat WHERE due_at IS NULL")).isEqualTo(3);
        assertThat(read.cleaner(10).step()).isFalse();
    }

    @Test
    void whatComesTooLateForAnExpiredMessageIsBroughtAsAnEventThatNobodyCanReadAndDoesNotFail() {
        GroupTalk group = GroupTalk.open(read, "title", ada, ben);
        group.sayUnbrought(ada, "one");
        group.ends.expire(1);
        long late = group.bring(1, 1);
        for (boolean filled : new boolean[] {false, true}) {
            assertThat(mailbox(ben, 0)).extracting(LoggedEvent::position).contains(late);
            if (!filled) {
                read.project();
            }
        }
    }

    @Test
    void whatIsGoneAlreadyIsNotBroughtWhereTheMailboxReadsTheLogItself() {
        Talk talk = talk(5);
        long gone = talk.ends.purge();
        read.names().stream().filter(name -> !name.equals("mailbox")).forEach(name -> read.project(name, 100));

        assertThat(mailbox(ben, 0)).extracting(LoggedEvent::position).containsExactly(gone);
    }

    @Test
    void whatExpiredIsGoneFromMailboxesAndLanes() {
        Talk talk = talk(6);
        GroupTalk group = GroupTalk.open(read, "title", ada, ben);
        group.say(ada, "goes", Talk.BEGINNING);
        group.say(ada, "stays");
        long direct = talk.ends.expire(1, 4);
        long lanes = group.ends.expire(1);
        read.project();

        assertThat(messagesIn(mailbox(ben, 0))).containsExactly(2L, 3L, 5L, 6L);
        assertThat(deletions(direct)).isEqualTo(Map.of("history", 2L, "mailbox", 4L));
        assertThat(deletions(lanes)).isEqualTo(Map.of("history", 1L, "mailbox", 2L));
        assertThat(rowsOf(group.chatId, "mailbox_lane")).isEqualTo(2);
    }

    /** Two of three messages have no end, every third was sent by the other side. */
    private Talk talk(int messages) {
        Talk talk = Talk.open(read, ada, ben);
        for (int i = 1; i <= messages; i++) {
            talk.say(i % 3 == 0 ? ben : ada, "message", i % 3 == 1 ? Talk.BEGINNING.plusSeconds(9999) : null);
        }
        talk.mark(ben, 1, 1);
        return talk;
    }

    private long rowsOf(ChatId chatId, String... tables) {
        long rows = 0;
        for (String table : tables) {
            rows += read.count(table + " WHERE chat_id = '" + chatId + "'");
        }
        return rows;
    }

    private Map<String, Long> deletions(long position) {
        return read
                .jdbc
                .sql("SELECT store, deleted FROM views.deletion WHERE position = ? AND store IN ('history', 'mailbox')")
                .param(position)
                .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<LoggedEvent> mailbox(UserId user, long after) {
        List<LoggedEvent> events = new ArrayList<>();
        long head = read.log.head();
        long from = after;
        while (from < head) {
            var page = read.ask(new FindMailbox(user, from, head, 50));
            events.addAll(page.events());
            from = page.upTo();
        }
        return events;
    }

    private static List<Long> messagesIn(List<LoggedEvent> events) {
        return events.stream()
                .filter(event -> event.event() instanceof MessageSent)
                .flatMapToLong(event -> LongStream.of(((MessageSent) event.event()).sequence()))
                .boxed()
                .toList();
    }

    private static boolean belongsTo(ChatId chatId, ParleyEvent event) {
        return (event instanceof MessageSent sent && sent.chatId().equals(chatId))
                || (event instanceof DirectChatOpened opened && opened.chatId().equals(chatId))
                || (event instanceof ChatGone gone && gone.chatId().equals(chatId));
    }
}
