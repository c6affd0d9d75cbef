package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.id.UserId;
import io.parley.contract.inbox.InboxEntry;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.mailbox.Addressees;
import io.parley.contract.mailbox.MailboxPage;
import io.parley.contract.mailbox.MailboxQuery.FindMailbox;
import io.parley.contract.message.MessagePage;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.message.MessageView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.WithNull;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Reads against plain models in Java. */
class HistoryProperties {

    private static final int MESSAGES = 23;

    @Nullable
    private static ReadSide shared;

    @Nullable
    private static Talk longTalk;

    @BeforeContainer
    static void open() {
        ReadSide side = ReadSide.fresh();
        Talk talk = Talk.open(side);
        for (int i = 0; i < MESSAGES; i++) {
            talk.say(i % 3 == 0 ? talk.peer : talk.opener, "message");
        }
        side.project();
        shared = side;
        longTalk = talk;
    }

    @AfterContainer
    static void close() {
        read().close();
    }

    /** Whatever the bounds: the page is what a list would give, newest first, and {@code more} says if there is more. */
    @Property(tries = 300)
    void aPageOfHistoryIsWhatAListWouldGive(
            @ForAll @WithNull @LongRange(min = 1, max = MESSAGES + 3) @Nullable Long before,
            @ForAll @WithNull @LongRange(min = 0, max = MESSAGES + 3) @Nullable Long after,
            @ForAll @IntRange(min = 1, max = MESSAGES + 2) int limit) {
        List<Long> all = LongStream.rangeClosed(1, MESSAGES)
                .filter(sequence -> before == null || sequence < before)
                .filter(sequence -> after == null || sequence > after)
                .boxed()
                .toList();
        List<Long> page = new ArrayList<>(
                after == null
                        ? all.subList(Math.max(0, all.size() - limit), all.size())
                        : all.subList(0, Math.min(limit, all.size())));
        Collections.reverse(page);

        MessagePage answer = read().ask(new FindMessages(talk().chatId, talk().opener, before, after, limit, 0, 0));
        assertThat(answer.items()).extracting(MessageView::sequence).containsExactlyElementsOf(page);
        assertThat(answer.more()).isEqualTo(all.size() > limit);
    }

    /** Paging through, either way, brings each message once and in order. */
    @Property(tries = 50)
    void pagingThroughBringsEachMessageOnce(@ForAll @IntRange(min = 1, max = MESSAGES + 2) int limit) {
        List<Long> down = new ArrayList<>();
        MessagePage page;
        Long before = null;
        do {
            page = read().ask(new FindMessages(talk().chatId, talk().peer, before, null, limit, 0, 0));
            page.items().forEach(message -> down.add(message.sequence()));
            before = down.get(down.size() - 1);
        } while (page.more());
        assertThat(down)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, MESSAGES)
                        .map(sequence -> MESSAGES + 1 - sequence)
                        .boxed()
                        .toList());
    }

    /** After any course of sending and reading, every number in the inbox is what counting would give. */
    @Property(tries = 60)
    void theInboxCountsAsOneWouldByHand(@ForAll @Size(max = 40) List<@IntRange(min = 0, max = 5) Integer> steps) {
        Talk talk = Talk.open(read());
        List<UserId> senders = new ArrayList<>();
        long[] marks = new long[2];
        for (int step : steps) {
            int who = step % 2;
            UserId user = who == 0 ? talk.opener : talk.peer;
            if (step < 4 || senders.isEmpty()) {
                talk.say(user, "message");
                senders.add(user);
            } else {
                marks[who] = Math.max(marks[who], Math.max(1, senders.size() - step % 3));
                talk.mark(user, senders.size(), marks[who]);
            }
        }
        read().project(1 + steps.size() % 7);

        assertCounts(talk.opener, senders, marks[0]);
        assertCounts(talk.peer, senders, marks[1]);
    }

    /** Wherever one begins, whatever the pages' size and however far the projection has got: each event once, in order. */
    @Property(tries = 200)
    void aMailboxIsReadWithoutGapOrDoubleWhereverItsProjectionStands(
            @ForAll @LongRange(min = 0, max = 20) long after,
            @ForAll @IntRange(min = 1, max = 9) int limit,
            @ForAll @IntRange(min = 0, max = 4) int unfilled) {
        ReadSide side = read();
        UserId user = talk().opener;
        for (int i = 0; i < unfilled; i++) {
            Talk.open(side, i % 2 == 0 ? user : UserId.random(), UserId.random());
        }
        long head = side.log.head();
        List<Long> expected = side.log.between(after, head, Integer.MAX_VALUE).stream()
                .filter(event -> Addressees.of(event.event()) instanceof Addressees.Users some
                        && some.users().contains(user))
                .map(LoggedEvent::position)
                .toList();

        assertThat(readMailbox(user, after, head, limit)).isEqualTo(expected);
        side.project("mailbox", 50);
        assertThat(readMailbox(user, after, head, limit)).isEqualTo(expected);
    }

    private static List<Long> readMailbox(UserId user, long after, long head, int limit) {
        List<Long> positions = new ArrayList<>();
        long from = after;
        while (from < head) {
            MailboxPage page = read().ask(new FindMailbox(user, from, head, limit));
            assertThat(page.upTo()).isGreaterThan(from).isLessThanOrEqualTo(head);
            assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
            page.events().forEach(event -> positions.add(event.position()));
            from = page.upTo();
        }
        return positions;
    }

    private static void assertCounts(UserId viewer, List<UserId> senders, long mark) {
        long unread = LongStream.rangeClosed(mark + 1, senders.size())
                .filter(sequence -> !senders.get((int) sequence - 1).equals(viewer))
                .count();
        InboxEntry entry =
                read().ask(new FindInbox(viewer, Long.MAX_VALUE, 1, 0)).items().get(0);
        assertThat(entry.unreadCount()).isEqualTo(unread);
        assertThat(entry.lastSequence()).isEqualTo(senders.size());
        MessageView last = entry.lastMessage();
        assertThat(last == null ? 0 : last.sequence()).isEqualTo(senders.size());
    }

    private static ReadSide read() {
        return java.util.Objects.requireNonNull(shared);
    }

    private static Talk talk() {
        return java.util.Objects.requireNonNull(longTalk);
    }
}
