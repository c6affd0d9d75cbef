package io.parley.infra.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.chat.Retention;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.session.SessionCommand.OpenSession;
import io.parley.contract.user.CredentialReader;
import io.parley.contract.user.HandleDirectory;
import io.parley.contract.user.StoredCredentials;
import io.parley.contract.user.UserCommand.BlockUser;
import io.parley.contract.user.UserCommand.EraseUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there again after a restore, and what is not. */
class RestoreTest {

    @TempDir
    private Path folder;

    private Platform before;
    private Platform after;
    private UserId ada;
    private UserId ben;
    private UserId eve;
    private ChatId chat;
    private ChatId purged;
    private MessageId kept;
    private MessageId retracted;
    private MessageId inPurged;

    @BeforeEach
    void talk() {
        before = Platform.started(folder);
        after = Platform.empty(folder);
        ada = before.register("ada");
        ben = before.register("ben");
        eve = before.register("eve");
        chat = before.open(ada, ben);
        purged = before.open(ada, eve);
        kept = before.send(chat, ada, "this stays");
        retracted = before.send(chat, ada, "this was a mistake");
        inPurged = before.send(purged, eve, "this goes with the chat");
    }

    @AfterEach
    void close() {
        before.close();
        after.close();
    }

    @Test
    void whatWasBackedUpIsThereAgain() {
        before.answer(new BlockUser(ada, eve));
        Path backup = before.backUp("all");
        after.restore(backup, null);

        for (String table : new String[] {
            "events.event",
            "work.keyring",
            "work.credentials",
            "work.handle",
            "work.direct_chat",
            "work.block",
            "work.log_owner"
        }) {
            assertThat(after.checksum(table)).as(table).isEqualTo(before.checksum(table));
        }
        after.start();
        assertThat(after.text(kept)).contains("this stays");
        assertThat(after.text(inPurged)).contains("this goes with the chat");
        assertThat(after.bean(HandleDirectory.class).find("ada")).contains(ada);
        assertThat(after.bean(CredentialReader.class).find(ada))
                .contains(new StoredCredentials(ada, new Confidential("a hash")));
        assertThat(after.open(ben, ada)).isEqualTo(chat);
    }

    @Test
    void lifeGoesOnAfterARestore() {
        after.restore(before.backUp("all"), null);
        after.start();

        MessageId next = after.send(chat, ben, "and on it goes");

        assertThat(after.text(next)).contains("and on it goes");
        assertThat(after.jdbc
                        .sql("SELECT max(position) - count(*) FROM events.event")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anOldBackupOfEventsWithTheNewestKeyringBringsNothingBackThatWasDestroyed() {
        Path old = before.backUp("old");
        destroy();
        MessageId later = before.send(chat, ben, "not in the backup");
        Path keys = before.backUp("keys", EnumSet.of(Part.KEYRING, Part.LEDGER));

        Restore.Restored restored = after.restore(old, keys);

        assertThat(restored.keyringTakenAt()).isAfter(restored.takenAt());
        assertThat(before.text(later)).isPresent();
        after.start();
        assertThatNothingIsBack();
    }

    @Test
    void anOldBackupWithItsOldKeyringAndTheNewestLedgerBringsNothingBackThatWasDestroyed() {
        Path old = before.backUp("old");
        destroy();
        Path ledger = before.backUp("ledger", EnumSet.of(Part.LEDGER));

        Restore.Restored restored = after.restore(old, null, ledger);

        // a message's key; a chat's with its message's; an account's with its profile's
        assertThat(restored.keysLeftOut()).isEqualTo(1 + 2 + 2);
        assertThat(after.count("work.shredded_key")).isEqualTo(before.count("work.shredded_key"));
        after.start();
        assertThatNothingIsBack();
    }

    private void destroy() {
        before.answer(new RetractMessage(chat, retracted, ada));
        before.answer(new PurgeChat(purged, ada));
        before.answer(new EraseUser(eve));
    }

    private void assertThatNothingIsBack() {
        assertThat(after.text(kept)).contains("this stays");
        assertThat(after.text(retracted)).isEmpty();
        assertThat(after.text(inPurged)).isEmpty();
        assertThat(after.bean(CredentialReader.class).find(eve)).isEmpty();
        assertThat(after.count("work.credentials")).isEqualTo(2);
        assertThat(after.count("work.refresh")).isZero();
        assertThat(after.count("work.keyring WHERE owner IN ('%s', '%s')".formatted(eve, purged)))
                .isZero();
        assertThat(after.count("work.direct_chat")).isEqualTo(1);
        assertThat(after.open(ada, ben)).isEqualTo(chat);
    }

    @Test
    void theBlocksOfAnErasedAccountAreNotThereAgain() {
        before.answer(new BlockUser(ada, eve));
        before.answer(new BlockUser(eve, ben));
        before.answer(new BlockUser(ben, ada));
        Path old = before.backUp("old");
        before.answer(new EraseUser(eve));
        Path keys = before.backUp("keys", EnumSet.of(Part.KEYRING));

        after.restore(old, keys);

        assertThat(after.count("work.block")).isEqualTo(1);
    }

    @Test
    void aSessionOfAnErasedAccountDoesNotGoOn() {
        DeviceId device = DeviceId.random();
        before.answer(new OpenSession(device, eve, new Confidential("phone")));
        Path old = before.backUp("old");
        before.answer(new EraseUser(eve));
        Path keys = before.backUp("keys", EnumSet.of(Part.KEYRING));

        after.restore(old, keys);

        assertThat(after.count("work.refresh")).isZero();
        assertThat(after.count("work.keyring WHERE kind = 'device'")).isZero();
    }

    @Test
    void whatTheRestoredEventsDestroyedIsDestroyedWhateverTheKeyringSays() {
        before.jdbc.sql("CREATE TABLE stolen AS SELECT * FROM work.keyring").update();
        destroy();
        before.stop();
        before.jdbc
                .sql("INSERT INTO work.keyring SELECT * FROM stolen ON CONFLICT DO NOTHING")
                .update();
        before.jdbc.sql("DELETE FROM work.shredded_key").update();

        after.restore(before.backUp("all"), null);

        after.start();
        assertThatNothingIsBack();
        assertThat(after.count("work.shredded_key")).isEqualTo(3);
    }

    @Test
    void messagesThatExpiredAfterTheBackupAreNotBack() {
        UserId ian = before.register("ian");
        ChatId temporary = before.open(ian, ada, new Retention(Duration.ofSeconds(2), null));
        MessageId message = before.send(temporary, ian, "soon gone");
        Path old = before.backUp("old");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(before.text(message)).isEmpty());

        after.restore(old, before.backUp("keys", EnumSet.of(Part.KEYRING)));

        after.start();
        assertThat(after.text(message)).isEmpty();
        assertThat(after.text(kept)).contains("this stays");
    }

    @Test
    void theLogHasAnewEpochAndSaysWhichRestoreItWas() {
        UUID epoch = before.bean(EventTail.class).epoch();
        Path backup = before.backUp("all");

        Restore.Restored restored = after.restore(backup, null);

        after.start();
        assertThat(after.bean(EventTail.class).epoch())
                .isEqualTo(restored.epoch())
                .isNotEqualTo(epoch);
        assertThat(after.jdbc
                        .sql("SELECT epoch_before FROM events.restore WHERE ended_at IS NOT NULL AND head ="
                                + " (SELECT max(position) FROM events.event)")
                        .query(UUID.class)
                        .single())
                .isEqualTo(epoch);
    }

    @Test
    void aBackupFromBeforeARestoreGoesWithTheKeyringFromAfterIt() {
        Path old = before.backUp("old");
        after.restore(old, null);
        after.start();
        after.answer(new RetractMessage(chat, retracted, ada));
        Path keys = after.backUp("keys", EnumSet.of(Part.KEYRING, Part.LEDGER));

        try (Platform third = Platform.empty(folder)) {
            third.restore(old, keys);
            third.start();
            assertThat(third.text(kept)).contains("this stays");
            assertThat(third.text(retracted)).isEmpty();
        }
    }

    @Test
    void partsOfDifferentPlatformsAreNotPutTogether() {
        Path events = before.backUp("all");
        try (Platform other = Platform.started(folder)) {
            Path keys = other.backUp("others", EnumSet.of(Part.KEYRING, Part.LEDGER));

            assertThatExceptionOfType(BackupProblem.class)
                    .isThrownBy(() -> RestoreSources.find(events, keys, List.of()))
                    .withMessageContaining("different platforms");
        }
    }
}
