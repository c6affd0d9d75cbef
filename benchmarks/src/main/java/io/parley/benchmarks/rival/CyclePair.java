package io.parley.benchmarks.rival;

/**
 * Two people, of whom one sends and the other acknowledges. A cycle: the message is pushed to the other side, which acknowledges
 * delivery, which is pushed to the sender; then it acknowledges having read, which is pushed to the sender too. Each step begins
 * when the push of the one before has come. All happens on one thread.
 */
interface CyclePair {

    /** Who hears how far a cycle is. */
    interface Listener {

        /** The message has come to the other side. */
        void delivered();

        /** All pushes and all answers have come. */
        void finished();
    }

    /** Begins a cycle; none may be under way. */
    void begin(Listener listener);
}
