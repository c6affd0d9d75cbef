package io.parley.infra.backup;

import static io.parley.infra.wiring.Uploads.bearing;
import static io.parley.infra.wiring.Uploads.picture;
import static io.parley.infra.wiring.Uploads.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.MediaCommand.AttachMedia;
import io.parley.contract.media.MediaContent;
import io.parley.contract.message.MessageCommand.RetractMessage;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of media by a restore. */
class MediaRestoreTest {

    @TempDir
    private Path folder;

    private Platform before;
    private Platform after;
    private UserId ada;
    private ChatId chat;
    private final MediaContent borne = picture();
    private final MediaContent pending = picture();
    private final MessageId message = MessageId.random();

    @BeforeEach
    void uploadTwo() {
        before = Platform.started(folder);
        after = Platform.empty(folder);
        ada = before.register("ada");
        chat = before.open(ada, before.register("ben"));
        before.answer(upload(chat, ada, borne));
        before.answer(upload(chat, ada, pending));
        before.answer(bearing(chat, message, ada, borne));
    }

    @AfterEach
    void close() {
        before.close();
        after.close();
    }

    @Test
    void whatIsUploadedAndWhoHasItIsThereAgain() {
        after.restore(before.backUp("all"), null);

        assertThat(after.checksum("work.media")).isEqualTo(before.checksum("work.media"));
        assertThat(after.count("work.media")).isEqualTo(2);
        after.start();
        assertThat(after.text(message)).contains("look");
        assertThat(refused(borne)).isEqualTo(ErrorCode.MEDIA_NOT_ATTACHABLE);
        after.answer(bearing(chat, ada, pending));
        assertThat(refused(pending)).isEqualTo(ErrorCode.MEDIA_NOT_ATTACHABLE);
    }

    @Test
    void whatWasTakenUpSinceIsNotTakenUpOnceMoreWithTheNewestKeyring() {
        Path old = before.backUp("old");
        before.answer(bearing(chat, ada, pending));
        before.answer(new RetractMessage(chat, message, ada));
        Path keys = before.backUp("keys", EnumSet.of(Part.KEYRING, Part.LEDGER));

        after.restore(old, keys);
        after.start();

        assertThat(after.text(message)).isEmpty();
        assertThat(refused(pending)).isEqualTo(ErrorCode.MEDIA_NOT_ATTACHABLE);
        assertThat(after.count("work.keyring WHERE kind = 'media'")).isZero();
    }

    @Test
    void aKeyThatAnEventSaysIsDestroyedIsNotRestoredFromAnOlderCopyOfIt() {
        KeyId key = new KeyId(before.jdbc
                .sql("SELECT key_id FROM work.media WHERE media_id = ?")
                .param(borne.mediaId().value())
                .query(UUID.class)
                .single());
        before.answer(new AttachMedia(borne.mediaId(), message, 1));
        before.jdbc
                .sql(
                        "INSERT INTO work.keyring (key_id, kind, owner, wrapped_by, wrapped, created_at)"
                                + " SELECT ?, kind, owner, wrapped_by, wrapped, created_at FROM work.keyring WHERE kind = 'media'")
                .param(key.value())
                .update();
        before.jdbc.sql("DELETE FROM work.shredded_key").update();
        Path all = before.backUp("all");

        after.restore(all, null);

        assertThat(after.count("work.keyring WHERE kind = 'media'")).isEqualTo(1);
        assertThat(after.count("work.keyring WHERE key_id = '" + key + "'")).isZero();
    }

    private ErrorCode refused(MediaContent media) {
        return catchThrowableOfType(Rejection.class, () -> after.answer(bearing(chat, ada, media)))
                .code();
    }
}
