package io.parley.api.media;

import io.parley.api.problem.RangeNotSatisfiable;
import io.parley.contract.media.ByteRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes are wanted (RFC 9110, section 14). A header that is not well-formed, or speaks of something else than bytes, counts
 * for nothing, as the RFC wants it. More ranges than are served at once, or none that is there, are refused; those that overlap or
 * touch are served as one, so that nobody gets a byte twice.
 */
final class RangeHeader {

    private static final String BYTES = "bytes=";
    private static final Pattern FROM_TO = Pattern.compile("(\\d+)-(\\d*)");
    private static final Pattern LAST = Pattern.compile("-(\\d+)");
    private static final int MOST_DIGITS = 18;

    private RangeHeader() {}

    /**
     * The ranges, each within the content.
     *
     * @param header as it came
     * @param size how many bytes there are
     * @param most how many ranges may be asked for
     * @return empty for everything, as if nothing had been said
     */
    static Optional<List<ByteRange>> read(@Nullable String header, long size, int most) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BYTES)) {
            return Optional.empty();
        }
        List<ByteRange> within = new ArrayList<>();
        int asked = 0;
        for (String each : header.substring(BYTES.length()).split(",", -1)) {
            String text = each.strip();
            if (text.isEmpty()) {
                continue;
            }
            asked++;
            Optional<ByteRange> range = range(text, size);
            if (range.isEmpty()) {
                return Optional.empty();
            }
            if (range.get().first() < size) {
                within.add(
                        new ByteRange(range.get().first(), Math.min(range.get().last(), size - 1)));
            }
        }
        return asked == 0 ? Optional.empty() : Optional.of(served(within, size, asked, most));
    }

    private static List<ByteRange> served(List<ByteRange> within, long size, int asked, int most) {
        if (asked > most) {
            throw new RangeNotSatisfiable("No more than %d ranges are served at once.".formatted(most), size);
        }
        if (within.isEmpty()) {
            throw new RangeNotSatisfiable("None of these ranges is in the content.", size);
        }
        return coalesced(within);
    }

    /** One range as it is written; one that begins beyond the end if nothing is wanted of the content. */
    private static Optional<ByteRange> range(String text, long size) {
        Matcher last = LAST.matcher(text);
        if (last.matches()) {
            long length = number(last.group(1));
            return Optional.of(length == 0 ? ByteRange.from(size) : ByteRange.from(Math.max(0, size - length)));
        }
        Matcher fromTo = FROM_TO.matcher(text);
        if (!fromTo.matches()) {
            return Optional.empty();
        }
        long first = number(fromTo.group(1));
        long end = fromTo.group(2).isEmpty() ? Long.MAX_VALUE : number(fromTo.group(2));
        return end < first ? Optional.empty() : Optional.of(new ByteRange(first, end));
    }

    private static long number(String digits) {
        return digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /** In the client's order, unless some have become one. */
    private static List<ByteRange> coalesced(List<ByteRange> ranges) {
        List<ByteRange> sorted = ranges.stream()
                .sorted(Comparator.comparingLong(ByteRange::first))
                .toList();
        List<ByteRange> merged = new ArrayList<>();
        for (ByteRange range : sorted) {
            int end = merged.size() - 1;
            if (end >= 0 && range.first() <= merged.get(end).last() + 1) {
                ByteRange before = merged.remove(end);
                merged.add(new ByteRange(before.first(), Math.max(before.last(), range.last())));
            } else {
                merged.add(range);
            }
        }
        return merged.size() == ranges.size() ? ranges : merged;
    }
}
