package io.parley.audit.histories;

/** Numbers of messages from one to another, both included; empty if the first is the higher. */
record Range(long from, long to) {

    boolean isEmpty() {
        return from > to;
    }

    /** As people say it. */
    String text() {
        return from == to ? "number " + from : "numbers " + from + " to " + to;
    }
}
