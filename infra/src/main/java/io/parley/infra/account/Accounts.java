package io.parley.infra.account;

import io.parley.command.user.AccountStore;
import io.parley.contract.Confidential;
import io.parley.contract.id.UserId;
import io.parley.contract.user.CredentialReader;
import io.parley.contract.user.HandleDirectory;
import io.parley.contract.user.Handles;
import io.parley.contract.user.StoredCredentials;
import io.parley.infra.database.ImmediateWrites;
import io.parley.infra.keyring.ServiceKeys;
import io.parley.infra.startup.StoreKind;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Handles and credentials in the tables {@code work.handle} and {@code work.credentials}. Blocking. */
final class Accounts implements AccountStore, HandleDirectory, CredentialReader {

    private static final String HANDLE_INDEX = "handle";

    private final JdbcClient jdbc;
    private final ServiceKeys keys;
    private final StoreKind store;

    Accounts(JdbcClient jdbc, ServiceKeys keys, StoreKind store) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.store = store;
    }

    @Override
    public boolean claimHandle(String handle, UserId userId) {
        int claimed = jdbc.sql("INSERT INTO work.handle (handle_mac, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .param(mac(handle))
                .param(userId.value())
                .update();
        if (claimed == 1) {
            ImmediateWrites.note();
        }
        return claimed == 1 || find(handle).filter(userId::equals).isPresent();
    }

    @Override
    public void storeCredentials(UserId userId, Confidential passwordHash) {
        ImmediateWrites.note();
        jdbc.sql("INSERT INTO work.credentials (user_id, password_hash) VALUES (?, ?)")
                .param(userId.value())
                .param(passwordHash.value())
                .update();
    }

    /** Where the log lies elsewhere, they are removed when the event is there; {@link AccountRemains} does it. */
    @Override
    public void removeCredentials(UserId userId) {
        if (store.isTransactional()) {
            ImmediateWrites.note();
            AccountRemains.removeCredentials(jdbc, userId);
        }
    }

    @Override
    public boolean exists(UserId userId) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM work.credentials WHERE user_id = ?)")
                .param(userId.value())
                .query(Boolean.class)
                .single();
    }

    /** Whoever is named twice counts once, so that the number of rows tells. */
    @Override
    public boolean existAll(Collection<UserId> userIds) {
        Object[] wanted = userIds.stream().map(UserId::value).distinct().toArray();
        return jdbc.sql("SELECT count(*) = ? FROM work.credentials WHERE user_id = ANY (?)")
                .param(wanted.length)
                .param(new SqlArrayValue("uuid", wanted))
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<UserId> find(String handle) {
        if (!Handles.isValid(handle)) {
            return Optional.empty();
        }
        return jdbc.sql("SELECT user_id FROM work.handle WHERE handle_mac = ?")
                .param(mac(handle))
                .query((row, number) -> new UserId(row.getObject(1, UUID.class)))
                .optional();
    }

    @Override
    public Optional<StoredCredentials> find(UserId userId) {
        return jdbc.sql("SELECT password_hash FROM work.credentials WHERE user_id = ?")
                .param(userId.value())
                .query((row, number) -> new StoredCredentials(userId, new Confidential(row.getString(1))))
                .optional();
    }

    private byte[] mac(String handle) {
        return keys.indexMac(HANDLE_INDEX, handle.getBytes(StandardCharsets.UTF_8));
    }
}
