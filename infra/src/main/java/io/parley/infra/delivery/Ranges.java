package io.parley.infra.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Parts of the log, in order, apart from each other.
 *
 * @param parts the parts
 */
record Ranges(List<Part> parts) {

    static final Ranges NONE = new Ranges(List.of());

    /** With one more part, and of all the newest so many. As a rule it goes on where the newest ends. */
    Ranges with(Part added, int most) {
        List<Part> all = new ArrayList<>(parts.size() + 1);
        Part grown = added;
        for (Part part : parts) {
            if (part.meets(grown)) {
                grown = grown.and(part);
            } else {
                all.add(part);
            }
        }
        int at = 0;
        while (at < all.size() && all.get(at).upTo() < grown.after()) {
            at++;
        }
        all.add(at, grown);
        return new Ranges(List.copyOf(all.subList(Math.max(0, all.size() - most), all.size())));
    }

    /** With those of another, and of all the newest so many. */
    Ranges with(Ranges others, int most) {
        Ranges all = this;
        for (Part part : others.parts) {
            all = all.with(part, most);
        }
        return all;
    }

    /** As PostgreSQL reads a multirange. */
    @Override
    public String toString() {
        return parts.stream()
                .map(part -> "(" + part.after() + "," + part.upTo() + "]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * A part of the log.
     *
     * @param after the position at which it begins, exclusive
     * @param upTo the position at which it ends, inclusive
     */
    record Part(long after, long upTo) {

        boolean meets(Part other) {
            return after <= other.upTo && other.after <= upTo;
        }

        Part and(Part other) {
            return new Part(Math.min(after, other.after), Math.max(upTo, other.upTo));
        }
    }
}
