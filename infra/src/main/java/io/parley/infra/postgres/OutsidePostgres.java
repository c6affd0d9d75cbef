package io.parley.infra.postgres;

/** A PostgreSQL that somebody else runs. */
record OutsidePostgres(String jdbcUrl, String user, String password) implements DatabaseServer {

    /** It goes on without us. */
    @Override
    public void close() {}

    /** Passwords do not belong into logs, and a URL may bear one. */
    @Override
    public String toString() {
        return "OutsidePostgres";
    }
}
