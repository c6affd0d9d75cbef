package io.parley.benchmarks.rival;

/** What is said in every message of either side: a text of a usual length. */
final class CycleText {

    private CycleText() {}

    static String of(long number) {
        return "Message " + number + " of a comparison, of a usual length for a chat.";
    }
}
