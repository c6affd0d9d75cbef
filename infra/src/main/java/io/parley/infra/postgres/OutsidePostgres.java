package io.parley.infra.postgres;

/**
 * A PostgreSQL that somebody else runs.
 *
 * @param ownerUser the role that owns the log; empty if that is the server's own
 * @param ownerPassword that role's password
 */
record OutsidePostgres(String jdbcUrl, String user, String password, String ownerUser, String ownerPassword)
        implements DatabaseServer {

    /** One with the roles that settings say. */
    static OutsidePostgres by(DatabaseProperties properties) {
        return new OutsidePostgres(
                properties.url(),
                properties.user(),
                properties.password(),
                properties.migrationUser(),
                properties.migrationPassword());
    }

    @Override
    public DatabaseServer owner() {
        return ownerUser.isEmpty() ? this : new AsOwner(jdbcUrl, ownerUser, ownerPassword);
    }

    /** It goes on without us. */
    @Override
    public void close() {}

    /** Passwords do not belong into logs, and a URL may bear one. */
    @Override
    public String toString() {
        return "OutsidePostgres";
    }
}
