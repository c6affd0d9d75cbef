package io.parley.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The groups of a run: as many without lanes that fail as with some among them.
 *
 * @param calm those without
 * @param faulty those of whose lanes exactly one of so many fails
 */
record LaneGroups(List<LaneGroup> calm, List<LaneGroup> faulty) {

    private static final int MOST_OPENED_PER_GROUP = 100;

    /**
     * Opens groups until there are enough of both kinds; those that fit nowhere stay silent.
     *
     * @param opening opens one and gives its chat's id
     */
    static LaneGroups open(FaultyLanesPlan plan, Supplier<String> opening) {
        LaneGroups groups = new LaneGroups(new ArrayList<>(), new ArrayList<>());
        for (int opened = 0; opened < plan.groups() * MOST_OPENED_PER_GROUP; opened++) {
            if (groups.areEnough(plan)) {
                return groups;
            }
            groups.take(LaneGroup.of(opening.get(), plan.lanes(), plan.every()), plan);
        }
        throw new IllegalStateException("no such groups came up in " + plan.groups() * MOST_OPENED_PER_GROUP);
    }

    private boolean areEnough(FaultyLanesPlan plan) {
        return calm.size() == plan.groups() && faulty.size() == plan.groups() && toFail(plan) == 0;
    }

    private void take(LaneGroup group, FaultyLanesPlan plan) {
        int places = plan.groups() - faulty.size();
        if (group.failures() > 0) {
            boolean isLast = places == 1;
            if (places > 0 && (isLast ? group.failures() == toFail(plan) : group.failures() <= toFail(plan))) {
                faulty.add(group);
            }
        } else if (calm.size() < plan.groups()) {
            calm.add(group);
        } else if (places > (toFail(plan) > 0 ? 1 : 0)) {
            faulty.add(group);
        }
    }

    private int toFail(FaultyLanesPlan plan) {
        return plan.failingLanes()
                - faulty.stream().mapToInt(LaneGroup::failures).sum();
    }

    /** Both kinds. */
    List<LaneGroup> all() {
        return Stream.concat(calm.stream(), faulty.stream()).toList();
    }

    /** Where the message of a number goes. */
    LaneGroup at(FaultyLanesPlan.Turn turn, int number) {
        List<LaneGroup> talking =
                switch (turn) {
                    case WARM_UP -> all();
                    case CALM -> calm;
                    case FAULTY -> faulty;
                };
        return talking.get(number % talking.size());
    }
}
