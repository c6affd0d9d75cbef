package io.parley.command.fanout;

/**
 * A lane of which a message failed, and which waits to be tried again: part of the saga's state.
 *
 * @param next the sequence of the message that failed; all after it wait behind it
 * @param begins the sequence after which the lane begins
 * @param tries how often that message was tried and failed
 * @param round how often the lane was given a new deadline: one of an earlier round means nothing
 */
record Arrears(long next, long begins, int tries, long round) {

    Arrears at(long sequence) {
        return sequence == next ? this : new Arrears(sequence, begins, 0, round);
    }

    Arrears failed() {
        return new Arrears(next, begins, tries + 1, round);
    }

    Arrears nextRound() {
        return new Arrears(next, begins, tries, round + 1);
    }
}
