package io.parley.infra.postgres;

/** The same database, reached as the role that owns the log; who stops it is somebody else's matter. */
record AsOwner(String jdbcUrl, String user, String password) implements DatabaseServer {

    @Override
    public void close() {}

    /** Passwords do not belong into logs, and a URL may bear one. */
    @Override
    public String toString() {
        return "AsOwner";
    }
}
