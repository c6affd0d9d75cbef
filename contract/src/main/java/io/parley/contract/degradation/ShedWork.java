package io.parley.contract.degradation;

/** What the edge of this node gives up, for those behind it who then have less to do, too. */
public interface ShedWork {

    /** Whether a class of work is given up at present. Neither blocks nor throws. */
    boolean isShed(WorkClass workClass);

    /** How much of what is bearable there is to do: 1 is where the level of service falls. Neither blocks nor throws. */
    double pressure();
}
