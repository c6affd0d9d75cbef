package io.parley.audit.verify;

import java.util.ArrayList;
import java.util.List;

/** What was found: neighbouring places together, and only so many, however much is wrong. */
final class Findings {

    private static final int MOST = 1_000;

    private final List<Finding> places = new ArrayList<>();
    private long left;

    void add(Finding finding) {
        int last = places.size() - 1;
        if (last >= 0 && places.get(last).goesOnWith(finding)) {
            places.set(last, places.get(last).upTo(finding.last()));
        } else if (places.size() < MOST) {
            places.add(finding);
        } else {
            left++;
        }
    }

    List<Finding> places() {
        return List.copyOf(places);
    }

    /** How many places are not told. */
    long left() {
        return left;
    }

    /** How many there were, which tells whether there are more. */
    long count() {
        return places.stream()
                        .mapToLong(place -> place.last() - place.first() + 1)
                        .sum()
                + left;
    }
}
