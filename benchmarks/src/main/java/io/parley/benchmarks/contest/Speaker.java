package io.parley.benchmarks.contest;

/** Somebody who says one thing after the other. All happens on one thread, the generator's. */
public interface Speaker {

    /** Who hears how far it has come. */
    interface Listener {

        /** The message has come to whom it is for, to the last of them if they are many. */
        void delivered();

        /** All pushes and all answers have come. */
        void finished();
    }

    /** Says something; nothing may be under way. */
    void begin(Listener listener);
}
