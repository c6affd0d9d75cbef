package io.parley.infra.database;

/** How many threads of a kind there are that messages need, each of which shall have a connection. */
@FunctionalInterface
public interface MessageThreads {

    /** How many. */
    int count();
}
