package io.parley.contract.degradation;

/** Something that tells of overload, for the controller that decides on the level of service. */
public interface Signal {

    /**
     * Measures it, over the time since it was measured last. Called a few times a second by one thread; neither blocks nor throws.
     */
    Reading read();
}
