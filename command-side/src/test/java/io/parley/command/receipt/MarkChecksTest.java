package io.parley.command.receipt;

import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.People.sent;
import static io.parley.command.fake.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.FakeLog;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.receipt.MarksChecked;
import io.parley.contract.receipt.MarksChecked.Refused;
import io.parley.contract.receipt.ReceiptQuery.CheckMarks;
import io.parley.contract.receipt.ReceiptQuery.Mark;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MarkChecksTest {

    private final FakeLog log = new FakeLog();
    private final ChatIndex index = new ChatIndex(log, log, 10, Duration.ofSeconds(2));
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final MarkChecks checks = new MarkChecks(index, work::add);

    @Test
    void marksAreCheckedOnTheExecutorAndNotByTheCaller() {
        log.append(opened());
        log.append(sent(1, "text"));

        CompletableFuture<MarksChecked> answer =
                checks.check(new CheckMarks(BOB, List.of(new Mark(CHAT, 1), new Mark(CHAT, 2))));
        assertThat(answer).isNotDone();
        assertThat(log.loads()).isZero();
        work.remove().run();

        assertThat(answer)
                .isCompletedWithValue(new MarksChecked(List.of(new Refused(1, ErrorCode.BEYOND_LAST_SEQUENCE))));
    }

    @Test
    void tooManyMarksAreRefused() {
        List<Mark> marks = Collections.nCopies(MarkChecks.MAX_MARKS + 1, new Mark(CHAT, 1));

        assertThat(codeOf(() -> checks.check(new CheckMarks(BOB, marks)))).isEqualTo(ErrorCode.INVALID_REQUEST);
    }
}
