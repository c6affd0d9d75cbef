package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;

class SharedPagesTest {

    private static final int PAGE = 10;

    private final Counting log = new Counting();
    private final SharedPages pages = new SharedPages(log, log::head, PAGE, 3);

    @Test
    void whoeverCatchesUpBesideOthersReadsNoPageAgain() {
        assertThat(readAll(pages, 0)).isEqualTo(upTo(0, 95));
        int reads = log.reads.size();
        pages.after(70, PAGE);
        pages.after(73, PAGE);

        assertThat(log.reads).hasSize(reads).startsWith(0L, 10L, 20L);
    }

    @Test
    void aPageIsReadFromAnyPositionInIt() {
        for (long after = 0; after <= 95; after++) {
            assertThat(readAll(pages, after)).isEqualTo(upTo(after, 95));
        }
    }

    @Test
    void onlySoManyPagesAreKept() {
        readAll(pages, 0);
        log.reads.clear();

        pages.after(0, PAGE);

        assertThat(log.reads).containsExactly(0L);
    }

    /** The last page grows; it must never be taken for what comes to be in its place. */
    @Test
    void whatIsNotFullIsNeverKept() {
        assertThat(pages.after(90, PAGE).upTo()).isEqualTo(95);
        log.head = 100;

        assertThat(pages.after(95, PAGE).upTo()).isEqualTo(100);
        assertThat(readAll(pages, 90)).isEqualTo(upTo(90, 100));
    }

    @Test
    void aPageThatCouldNotBeReadIsReadAgain() {
        log.failing = true;
        assertThatThrownBy(() -> pages.after(0, PAGE)).hasMessage("away");
        log.failing = false;

        assertThat(readAll(pages, 0)).isEqualTo(upTo(0, 95));
    }

    private static List<Long> readAll(LogSource source, long after) {
        List<Long> read = new ArrayList<>();
        EventPage page = source.after(after, PAGE);
        long position = after;
        while (page.upTo() > position) {
            page.events()
                    .forEach(event -> read.add(event.trackingToken().position().orElseThrow()));
            position = page.upTo();
            page = source.after(position, PAGE);
        }
        return read;
    }

    private static List<Long> upTo(long after, long last) {
        return LongStream.rangeClosed(after + 1, last).boxed().toList();
    }

    private static final class Counting implements LogSource {

        private final List<Long> reads = new ArrayList<>();
        private long head = 95;
        private boolean failing;

        @Override
        public long head() {
            return head;
        }

        @Override
        public EventPage after(long position, int limit) {
            if (failing) {
                throw new IllegalStateException("away");
            }
            reads.add(position);
            List<TrackedEventMessage<?>> events = upTo(position, Math.min(head, position + limit)).stream()
                    .<TrackedEventMessage<?>>map(at -> new GenericTrackedEventMessage<>(
                            new GlobalSequenceTrackingToken(at), GenericEventMessage.asEventMessage("event " + at)))
                    .toList();
            return new EventPage(events, position + events.size());
        }
    }
}
