package io.parley.benchmarks.fanout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the members of a group hear: all the same, once each, in one order. What differs ends the run. Of the generator's thread.
 */
final class Arrivals {

    private final int[] heard;
    private final Map<Long, Saying> onTheWay = new HashMap<>();
    private final List<Saying> order = new ArrayList<>();
    private long said;

    Arrivals(int members) {
        this.heard = new int[members];
    }

    /**
     * Something is about to be said.
     *
     * @param withAll told when the last member has heard it
     * @return the number by which it is known
     */
    long saying(Runnable withAll) {
        said++;
        onTheWay.put(said, new Saying(said, heard.length, withAll));
        return said;
    }

    /** A member has heard something. */
    void heard(int member, long number) {
        int place = heard[member]++;
        if (place == order.size()) {
            order.add(firstHeard(number));
        }
        Saying expected = order.get(place);
        if (expected.number != number) {
            throw new IllegalStateException("member %d heard message %d in the place of %d, which others heard there"
                    .formatted(member, number, expected.number));
        }
        expected.missing--;
        if (expected.missing == 0) {
            expected.withAll.run();
        }
    }

    /** How many messages a member has heard. */
    int count(int member) {
        return heard[member];
    }

    private Saying firstHeard(long number) {
        Saying saying = onTheWay.remove(number);
        if (saying == null) {
            throw new IllegalStateException("message %d came twice or was never sent".formatted(number));
        }
        return saying;
    }

    private static final class Saying {

        private final long number;
        private final Runnable withAll;
        private int missing;

        Saying(long number, int members, Runnable withAll) {
            this.number = number;
            this.missing = members;
            this.withAll = withAll;
        }
    }
}
