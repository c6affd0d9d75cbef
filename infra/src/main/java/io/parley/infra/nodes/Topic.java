package io.parley.infra.nodes;

/** What there is something new of. */
public enum Topic {
    /** Events were committed. */
    LOG,
    /** Projections got on. */
    PROGRESS
}
