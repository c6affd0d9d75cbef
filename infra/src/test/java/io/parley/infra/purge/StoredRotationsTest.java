package io.parley.infra.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.id.KeyId;
import io.parley.contract.purge.Rotation;
import io.parley.infra.keyring.TestNode;
import io.parley.infra.postgres.TestPostgres;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From when on a certificate may say that old copies open nothing. */
class StoredRotationsTest {

    private static final Instant SHREDDED = Instant.parse("2026-03-01T12:00:00Z");

    private final HikariDataSource database = TestNode.migrate(TestPostgres.freshDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final StoredRotations rotations = new StoredRotations(jdbc);
    private final KeyId message = KeyId.random();
    private final KeyId chat = KeyId.random();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itIsTheFirstThatBeganAfterwardsAndHasEnded() {
        rotation(-60, 30, "kek:1", 25);
        assertThat(found()).isEmpty();

        UUID first = rotation(60, 90, "kek:2", 85);
        rotation(120, 150, "kek:3", 145);
        assertThat(found()).contains(first);
    }

    @Test
    void itIsDueWhileTheRotationIsUnderWay() {
        rotation(60, null, "kek:1", 85);

        assertThat(found()).isEmpty();
    }

    @Test
    void oneThatHasEndedWithoutDestroyingAnythingDoesNotCount() {
        rotation(60, 90, "kek:1", null);
        assertThat(found()).isEmpty();

        jdbc.sql("DELETE FROM work.retired_kek").update();
        assertThat(found()).isEmpty();
    }

    @Test
    void whatWasDestroyedBeforeTheKeysWereIsNotWhatStoodAboveThem() {
        rotation(60, 90, "kek:1", -5);

        assertThat(found()).isEmpty();
    }

    @Test
    void aKeyWhoseWrappingKeyLivesOnUnderTheNewKeyIsNotOutOfReach() {
        shredded(message, chat.toString());
        alive(chat, "kek:2");
        rotation(60, 90, "kek:1", 85);

        assertThat(found()).isEmpty();
    }

    @Test
    void onceItsWrappingKeyHasGoneWithADestroyedOneItIs() {
        shredded(message, chat.toString());
        shredded(chat, "kek:1");
        UUID rotation = rotation(60, 90, "kek:1", 85);

        assertThat(found()).contains(rotation);
    }

    @Test
    void aKeyThatWentUnderAKeyThatALaterRotationDestroyedIsCertifiedWithThatOne() {
        shredded(message, "kek:2");
        rotation(60, 90, "kek:1", 85);
        assertThat(found()).as("kek:2 is in use").isEmpty();

        UUID later = rotation(120, 150, "kek:2", 145);
        assertThat(found()).contains(later);
    }

    @Test
    void aKeyThatIsStillThereIsOutOfReachOfNobody() {
        alive(message, "kek:2");
        rotation(60, 90, "kek:1", 85);

        assertThat(found()).isEmpty();
    }

    private Optional<UUID> found() {
        return rotations.after(SHREDDED, List.of(message)).map(Rotation::id);
    }

    /** One that began, ended, and destroyed a key, each so many seconds after the keys were shredded. */
    private UUID rotation(long began, @Nullable Integer ended, String kek, @Nullable Integer destroyed) {
        UUID id = UUID.randomUUID();
        jdbc.sql("INSERT INTO work.rotation (rotation_id, phase, kek_id, began_at, ended_at)"
                        + " VALUES (?, 'any', 'kek:new', ?, ?)")
                .param(id)
                .param(at(began))
                .param(at(ended))
                .update();
        jdbc.sql("INSERT INTO work.retired_kek (kek_id, rotation_id, retired_at, destroyed_at) VALUES (?, ?, ?, ?)")
                .param(kek)
                .param(id)
                .param(at(began))
                .param(at(destroyed))
                .update();
        return id;
    }

    private static @Nullable Object at(@Nullable Number seconds) {
        return seconds == null
                ? null
                : SHREDDED.plusSeconds(seconds.longValue()).atOffset(ZoneOffset.UTC);
    }

    private void shredded(KeyId key, String wrappedBy) {
        jdbc.sql("INSERT INTO work.shredded_key (key_id, wrapped_by, shredded_at) VALUES (?, ?, now())")
                .params(key.value(), wrappedBy)
                .update();
    }

    private void alive(KeyId key, String wrappedBy) {
        jdbc.sql("INSERT INTO work.keyring (key_id, kind, owner, wrapped_by, wrapped, created_at)"
                        + " VALUES (?, 'chat', 'it', ?, '', now())")
                .params(key.value(), wrappedBy)
                .update();
    }
}
