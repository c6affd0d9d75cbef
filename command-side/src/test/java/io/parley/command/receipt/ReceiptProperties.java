package io.parley.command.receipt;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.People.sent;
import static io.parley.command.fake.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.CommandSide;
import io.parley.command.fake.FakeClock;
import io.parley.contract.ParleyEvent;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.id.UserId;
import io.parley.contract.receipt.ReceiptCommand;
import io.parley.contract.receipt.ReceiptCommand.MarkDelivered;
import io.parley.contract.receipt.ReceiptCommand.MarkRead;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Marks by both sides and an outsider while the chat grows, against the highest mark of each kind that was applied. */
class ReceiptProperties {

    @Property(tries = 300)
    void watermarksAreTheHighestMarksThatWereApplied(@ForAll("steps") List<Step> steps) {
        CommandSide commandSide = new CommandSide();
        List<ReceiptAdvanced> events = new ArrayList<>();
        Map<UserId, long[]> highest = new HashMap<>();
        long messages = 0;
        try (ChatIndex index = new ChatIndex(commandSide.log, commandSide.log, 1, Duration.ofSeconds(5))) {
            commandSide.log.follow("test", 0, logged -> collect(logged.event(), events));
            commandSide.handle(Receipts.class, index, new FakeClock(NOON));
            index.start();
            commandSide.given("Chat", CHAT.toString(), 0, opened());
            for (Step step : steps) {
                if (step.by() == null) {
                    messages++;
                    commandSide.given("Chat", CHAT.toString(), messages, sent(messages, "text"));
                } else if (step.by().equals(CAROL)) {
                    assertThat(codeOf(() -> commandSide.send(step.command()))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
                } else if (step.sequence() > messages) {
                    assertThat(codeOf(() -> commandSide.send(step.command())))
                            .isEqualTo(ErrorCode.BEYOND_LAST_SEQUENCE);
                } else {
                    commandSide.send(step.command());
                    long[] marks = highest.computeIfAbsent(step.by(), user -> new long[2]);
                    marks[0] = Math.max(marks[0], step.sequence());
                    marks[1] = step.read() ? Math.max(marks[1], step.sequence()) : marks[1];
                }
            }
        }
        assertMarks(events, highest);
    }

    private static void assertMarks(List<ReceiptAdvanced> events, Map<UserId, long[]> highest) {
        Map<UserId, long[]> marks = new HashMap<>();
        for (ReceiptAdvanced event : events) {
            long[] before = marks.getOrDefault(event.userId(), new long[2]);
            assertThat(event.delivered()).isGreaterThanOrEqualTo(before[0]);
            assertThat(event.read()).isBetween(before[1], event.delivered());
            assertThat(event.delivered() + event.read()).isGreaterThan(before[0] + before[1]);
            marks.put(event.userId(), new long[] {event.delivered(), event.read()});
        }
        assertThat(marks.keySet()).isEqualTo(highest.keySet());
        marks.forEach((user, mark) -> assertThat(mark).isEqualTo(highest.get(user)));
    }

    private static void collect(ParleyEvent event, List<ReceiptAdvanced> events) {
        if (event instanceof ReceiptAdvanced advanced) {
            events.add(advanced);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(ALICE, BOB, CAROL).injectNull(0.4),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(1, 12))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    /**
     * A step.
     *
     * @param by who marks; null if another message is sent instead
     * @param read whether it is marked as read
     * @param sequence up to which
     */
    record Step(@Nullable UserId by, boolean read, long sequence) {

        ReceiptCommand command() {
            if (by == null) {
                throw new IllegalStateException("nobody marks");
            }
            ReceiptsId id = new ReceiptsId(CHAT, by);
            return read ? new MarkRead(id, sequence) : new MarkDelivered(id, sequence);
        }
    }
}
