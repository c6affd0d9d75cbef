package io.parley.infra.postgres;

/** A PostgreSQL that can be reached: where, and as whom. */
public interface DatabaseServer extends AutoCloseable {

    /** Where the application's database is. */
    String jdbcUrl();

    /** The role with which the server works; empty if the URL says it. */
    String user();

    /** That role's password; empty if the URL says it or none is needed. */
    String password();

    /** Stops it, if it is ours. */
    @Override
    void close();
}
