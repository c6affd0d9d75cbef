package io.parley.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.ChatId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActiveFaultTest {

    private static final Point FILL = Point.parse("command:FillMailboxes");

    private final ChatId chat = ChatId.random();

    private static ActiveFault active(Fault fault) {
        return new ActiveFault(fault);
    }

    private static Subject fill(ChatId chat, int lane, long sequence) {
        return Subject.of(new MailboxesFilled(chat, lane, sequence, 7, false, 1, Instant.EPOCH));
    }

    @Test
    void itHappensOnlyWhereAndForWhomItIsSaid() {
        ActiveFault fault = active(Fault.fail("command:FillMailboxes").lane(1).sequence(3));

        assertThat(fault.fires(FILL, fill(chat, 1, 2))).isZero();
        assertThat(fault.fires(FILL, fill(chat, 0, 3))).isZero();
        assertThat(fault.fires(Point.parse("commit:FillMailboxes"), fill(chat, 1, 3)))
                .isZero();
        assertThat(fault.fires(Point.parse("command:AbandonFanOut"), fill(chat, 1, 3)))
                .isZero();
        assertThat(fault.fires(FILL, fill(chat, 1, 3))).isEqualTo(1);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void aStarStandsForAnyLastPart() {
        assertThat(Point.parse("event:mailbox:*").names(Point.parse("event:mailbox:MessageSent")))
                .isTrue();
        assertThat(Point.parse("event:mailbox:*").names(Point.parse("event:views:MessageSent")))
                .isFalse();
        assertThat(Point.parse("commit:*").names(Point.parse("commit:SendMessage")))
                .isTrue();
        assertThat(Point.parse("commit:*").names(Point.parse("commit:views:MessageSent")))
                .isFalse();
    }

    @Test
    void itHappensSoOftenAtAllOrForEachMessageOfEachLane() {
        ActiveFault twice = active(Fault.fail("command:FillMailboxes").times(2));
        assertThat(fires(twice, 1, 1, 2, 2)).containsExactly(1, 2, 0, 0);

        ActiveFault once = active(Fault.fail("command:FillMailboxes").each(1));
        assertThat(fires(once, 1, 1, 2, 2)).containsExactly(1, 0, 1, 0);
    }

    private List<Integer> fires(ActiveFault fault, int... sequences) {
        return IntStream.of(sequences)
                .map(sequence -> fault.fires(FILL, fill(chat, 0, sequence)))
                .boxed()
                .toList();
    }

    @Test
    void oneOfSoManyLanesIsAlwaysTheSame() {
        ActiveFault fault = active(Fault.fail("command:FillMailboxes").every(10));
        int chosen = 0;
        for (int i = 0; i < 2_000; i++) {
            ChatId group = ChatId.random();
            boolean first = fault.fires(FILL, fill(group, 3, 1)) > 0;
            assertThat(fault.fires(FILL, fill(group, 3, 2)) > 0).isEqualTo(first);
            chosen += first ? 1 : 0;
        }
        assertThat(chosen).isBetween(100, 300);
        assertThat(fault.fires(Point.parse("command:FillMailboxes"), new Subject(chat, null, 1L)))
                .isZero();
    }

    @Test
    void whichLanesThoseAreCanBeReckonedFromOutside() {
        ActiveFault fault = active(Fault.fail("command:FillMailboxes").every(10));

        // the sums of ID/0, as zlib and gzip reckon them, are 4212997630 and 4170836368
        assertThat(fault.fires(FILL, fill(ChatId.valueOf("00000000-0000-0000-0000-000000000003"), 0, 1)))
                .isEqualTo(1);
        assertThat(fault.fires(FILL, fill(ChatId.valueOf("00000000-0000-0000-0000-000000000001"), 0, 1)))
                .isZero();
    }

    @Test
    void whatWasLiftedHappensNoMore() {
        ActiveFault fault = active(Fault.stall("command:FillMailboxes"));
        assertThat(fault.fires(FILL, fill(chat, 0, 1))).isEqualTo(1);
        fault.lift();
        fault.stall();

        assertThat(fault.fires(FILL, fill(chat, 0, 1))).isZero();
    }
}
