package io.parley.audit.histories;

import io.parley.audit.histories.Operation.Origin;
import io.parley.audit.histories.Operation.Read;
import io.parley.audit.histories.Operation.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What was read of histories. Of each read its bounds are kept, not what it showed. */
final class Reads {

    private final Map<Key, List<Past>> pasts = new HashMap<>();
    private final Sendings sendings;
    private final Findings findings;

    Reads(Sendings sendings, Findings findings) {
        this.sendings = sendings;
        this.findings = findings;
    }

    private record Key(String client, String chat) {}

    /** A read, when all is over: between which moments it was made, and the highest number it showed. */
    private record Past(Origin origin, long from, long to, long highest) {

        long began() {
            return origin.began();
        }

        long ended() {
            return origin.ended();
        }
    }

    void take(Read read) {
        if (read.origin().outcome() != Operation.Outcome.OK) {
            return;
        }
        read.messages().forEach(shown -> {
            sendings.seen(read.origin(), shown);
            sendings.read(read.origin(), shown);
        });
        long[] numbers = read.messages().stream().mapToLong(Shown::sequence).toArray();
        inOrder(read, numbers);
        List<Range> missing = missing(read, numbers);
        for (Range range : missing) {
            isMissed(read, range);
        }
        Origin origin = read.origin();
        findings.looked(Check.READER_ORDER);
        if (sendings.chat(origin.chat()).isToldOf(origin.client(), new Range(read.from(), read.to()), origin.began())) {
            findings.looked(Check.READ_YOUR_WRITES);
        }
        if (read.isFinal()) {
            findings.looked(Check.NO_LOSS);
        }
        remember(read, numbers);
    }

    /** A page is newest first or oldest first. */
    private void inOrder(Read read, long[] numbers) {
        boolean rises = numbers.length > 1 && numbers[0] < numbers[numbers.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            findings.looked(Check.NO_DOUBLE);
            long step = i == 0 ? 1 : rises ? numbers[i] - numbers[i - 1] : numbers[i - 1] - numbers[i];
            if (step == 0) {
                at(Check.NO_DOUBLE, read, "number %d stands twice in it", numbers[i]);
            } else if (step < 0) {
                at(Check.READER_ORDER, read, "number %d stands after number %d", numbers[i], numbers[i - 1]);
            }
        }
    }

    private void at(Check check, Read read, String what, Object... values) {
        findings.add(check, List.of(read.origin().place()), what, values);
    }

    /** What of its range it does not show: gaps are wrong in any case, what is above may have come later. */
    private List<Range> missing(Read read, long[] numbers) {
        List<Range> missing = new ArrayList<>();
        long next = read.from();
        long[] sorted = numbers.clone();
        Arrays.sort(sorted);
        for (long number : sorted) {
            if (number < read.from() || number > read.to()) {
                at(Check.READER_ORDER, read, "number %d stands in it, which was not asked for", number);
                continue;
            }
            Range gap = new Range(next, number - 1);
            if (!gap.isEmpty()) {
                missing.add(gap);
                if (!isGone(read.origin(), gap)) {
                    at(Check.READER_ORDER, read, "there is a gap in it: %s", gap.text());
                }
            }
            next = number + 1;
        }
        missing.add(new Range(next, read.to()));
        missing.removeIf(Range::isEmpty);
        return missing;
    }

    private boolean isGone(Origin reader, Range range) {
        return sendings.chat(reader.chat()).mayBeGone(range, reader.ended());
    }

    private void isMissed(Read read, Range range) {
        Origin origin = read.origin();
        Chat chat = sendings.chat(origin.chat());
        for (Message message : chat.acceptedOf(origin.client(), range)) {
            if (message.accepted <= origin.began() && message.mayBeGone > origin.ended()) {
                missed(
                        Check.READ_YOUR_WRITES,
                        message,
                        read,
                        "was accepted from %s before, and is not in what it read");
            }
        }
        if (!read.isFinal()) {
            return;
        }
        for (Message message : chat.accepted(range)) {
            if (message.accepted <= Math.min(origin.began(), chat.leaving(origin.user()))
                    && message.mayBeGone > origin.ended()) {
                missed(Check.NO_LOSS, message, read, "was accepted and is not in what %s read at the end");
            }
        }
    }

    private void missed(Check check, Message message, Read read, String what) {
        findings.add(
                check,
                List.of(message.acceptedAt, read.origin().place()),
                "number %d (message %s) " + what,
                message.sequence,
                message.id,
                read.origin().client());
    }

    private void remember(Read read, long[] numbers) {
        long highest = 0;
        for (long number : numbers) {
            highest = Math.max(highest, number);
        }
        Origin origin = read.origin();
        pasts.computeIfAbsent(new Key(origin.client(), origin.chat()), any -> new ArrayList<>())
                .add(new Past(origin, read.from(), read.to(), highest));
    }

    /** When all was taken: looks whether what was read once was read again. */
    void end() {
        pasts.values().forEach(this::monotonic);
    }

    private void monotonic(List<Past> reads) {
        List<Past> byEnd = new ArrayList<>(reads);
        byEnd.sort(Comparator.comparingLong(Past::ended));
        reads.sort(Comparator.comparingLong(Past::began));
        NavigableMap<Long, Past> known = new TreeMap<>();
        int over = 0;
        for (Past read : reads) {
            for (; over < byEnd.size() && byEnd.get(over).ended() <= read.began(); over++) {
                keep(byEnd.get(over), known);
            }
            if (over > 0) {
                findings.looked(Check.MONOTONIC_READS);
                compare(read, known);
            }
        }
    }

    /** Reads that showed no more than another are left out, so that of those by their beginnings the ends rise too. */
    private static void keep(Past read, NavigableMap<Long, Past> known) {
        Map.Entry<Long, Past> before = known.floorEntry(read.from());
        boolean isKnown = before != null && before.getValue().highest() >= read.highest();
        if (isKnown || read.highest() < read.from()) {
            return;
        }
        known.put(read.from(), read);
        Map.Entry<Long, Past> next = known.higherEntry(read.from());
        while (next != null && next.getValue().highest() <= read.highest()) {
            known.remove(next.getKey());
            next = known.higherEntry(read.from());
        }
    }

    /** Of the earlier reads that begin within what was asked for now, or before, the last one showed the most of it. */
    private void compare(Past read, NavigableMap<Long, Past> known) {
        Map.Entry<Long, Past> last = known.floorEntry(read.to());
        if (last == null) {
            return;
        }
        Past earlier = last.getValue();
        long number = Math.min(earlier.highest(), read.to());
        if (number >= read.from()
                && number > read.highest()
                && !isGone(read.origin(), new Range(Math.max(read.from(), read.highest() + 1), number))) {
            findings.add(
                    Check.MONOTONIC_READS,
                    List.of(earlier.origin().place(), read.origin().place()),
                    "number %d was read, and then no further than number %d",
                    number,
                    read.highest());
        }
    }
}
