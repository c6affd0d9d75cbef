package io.parley.infra.store;

/** Finds out whether a commit of which no answer came was carried out. */
public interface CommitLookup {

    /** Whether the group is known to be committed. False also if it appended nothing, or the store stays away. Blocking. */
    boolean isCommitted(AppendGroup group);
}
