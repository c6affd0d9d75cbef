package io.parley.benchmarks.wire;

/** What is said in every message of either side: a text of a usual length, by whose number it is known when it comes. */
public final class MessageText {

    private MessageText() {}

    /** The text of one message. */
    public static String of(long number) {
        return "Message " + number + " of a comparison, of a usual length for a chat.";
    }
}
