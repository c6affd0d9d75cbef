package io.parley.audit.histories;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was looked at and what was found: of each check all are counted, and the first are kept. */
final class Findings {

    private static final int KEPT = 100;

    private final Map<Check, Long> looked = new EnumMap<>(Check.class);
    private final Map<Check, List<Violation>> found = new EnumMap<>(Check.class);
    private final Map<Check, Long> counts = new EnumMap<>(Check.class);

    void looked(Check check) {
        looked.merge(check, 1L, Long::sum);
    }

    void add(Check check, List<Place> places, String what, Object... values) {
        counts.merge(check, 1L, Long::sum);
        List<Violation> kept = found.computeIfAbsent(check, any -> new ArrayList<>());
        if (kept.size() < KEPT) {
            kept.add(new Violation(check, places, what.formatted(values)));
        }
    }

    Map<Check, HistoryVerdict.Tally> tallies() {
        Map<Check, HistoryVerdict.Tally> tallies = new EnumMap<>(Check.class);
        for (Check check : Check.values()) {
            tallies.put(
                    check, new HistoryVerdict.Tally(looked.getOrDefault(check, 0L), counts.getOrDefault(check, 0L)));
        }
        return tallies;
    }

    /** In the order of the checks. */
    List<Violation> violations() {
        return found.values().stream().flatMap(List::stream).toList();
    }
}
