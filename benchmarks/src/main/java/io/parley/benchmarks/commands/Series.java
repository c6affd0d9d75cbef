package io.parley.benchmarks.commands;

import java.util.List;

/**
 * One kind of measurement, which every round repeats.
 *
 * @param path by which commands are handled
 * @param inFlight how many are under way at once
 * @param refused which share of them is refused
 */
record Series(CommandPath path, int inFlight, double refused) {

    static final int IN_FLIGHT = 64;

    private static final int MANY = 256;
    private static final double SOME = 0.05;

    static final Series OURS = new Series(CommandPath.PARLEY, IN_FLIGHT, 0);
    static final Series STOCK = new Series(CommandPath.STOCK, IN_FLIGHT, 0);
    static final Series CACHED = new Series(CommandPath.STOCK_WITH_CACHE, IN_FLIGHT, 0);
    static final Series OURS_REFUSING = new Series(CommandPath.PARLEY, IN_FLIGHT, SOME);
    static final Series OURS_MANY = new Series(CommandPath.PARLEY, MANY, 0);
    static final Series STOCK_MANY = new Series(CommandPath.STOCK, MANY, 0);
    static final Series CACHED_MANY = new Series(CommandPath.STOCK_WITH_CACHE, MANY, 0);

    /** In the order in which they take turns. */
    static final List<Series> ALL = List.of(OURS, OURS_REFUSING, STOCK, CACHED, OURS_MANY, STOCK_MANY, CACHED_MANY);

    String title() {
        return "%s, %d in flight%s".formatted(path.title(), inFlight, refused > 0 ? ", 5 % rejected" : "");
    }
}
