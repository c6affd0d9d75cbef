package io.parley.infra.keyring.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.command.chat.ChatKeys;
import io.parley.command.user.ProfileVault;
import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.keys.KeyRotations;
import io.parley.contract.keys.Rotation;
import io.parley.contract.keys.RotationPhase;
import io.parley.contract.session.TokenKeys;
import io.parley.contract.user.ProfileReader;
import io.parley.infra.keyring.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RotationTest extends RotationFixture {

    @Test
    void whatLivesIsReadAfterARotation() {
        ChatId chat = openChat();
        List<Ciphertext> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sent.add(send(chat, "message " + i));
        }
        shred(sent.get(3));
        UserId user = UserId.random();
        node.inTransaction(() -> node.get(ProfileVault.class).createKeys(user));
        Ciphertext name =
                node.inTransaction(() -> node.get(ProfileVault.class).seal(user, "handle", new Confidential("ann")));
        byte[] signing = node.get(TokenKeys.class).signingKey();

        Rotation rotation = rotate(node);

        assertThat(rotation.phase()).isEqualTo(RotationPhase.ENDED);
        assertThat(rotation.done()).isEqualTo(rotation.total()).isEqualTo(6 + 1 + 2);
        assertThat(rotation.failure()).isNull();
        try (TestNode fresh = start(point -> {}, Map.of())) {
            for (int i = 0; i < 7; i++) {
                assertThat(read(fresh, sent.get(i))).isEqualTo(i == 3 ? "" : "message " + i);
            }
            assertThat(fresh.get(ProfileReader.class).read(List.of(name))).containsEntry(name, new Confidential("ann"));
            assertThat(fresh.get(TokenKeys.class).signingKey()).isEqualTo(signing);
            assertThat(unreadable(fresh)).isZero();
        }
    }

    @Test
    void onlyTheKeyOfAChatInWhichSomethingWasShreddedIsReplaced() {
        ChatId whole = openChat();
        send(whole, "stays");
        ChatId thinned = openChat();
        shred(send(thinned, "goes"));
        List<String> wholeKeys = keysOf(whole);
        List<String> thinnedKeys = keysOf(thinned);

        rotate(node);

        assertThat(keysOf(whole)).isEqualTo(wholeKeys);
        assertThat(keysOf(thinned)).hasSize(1).doesNotContainAnyElementsOf(thinnedKeys);
        assertThat(ledger()).containsAll(thinnedKeys).doesNotContainAnyElementsOf(wholeKeys);
    }

    @Test
    void allLiesBelowANewKeyAndTheOldOneIsGoneFromTheFile() throws IOException {
        openChat();
        String old = keyEncryptionKeysInUse().get(0);

        rotate(node);

        assertThat(keyEncryptionKeysInUse()).hasSize(1).doesNotContain(old);
        assertThat(keyFileText())
                .doesNotContain(old.substring("kek:".length()))
                .contains(keyEncryptionKeysInUse().get(0).substring("kek:".length()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
        assertThat(strings("SELECT kek_id FROM work.retired_kek WHERE destroyed_at IS NOT NULL"))
                .containsExactly(old);
    }

    @Test
    void aKeyThatCameBackWithAnOldKeyFileCountsAsDestroyedOnlyOnceItIsAgain() {
        openChat();
        rotate(node);
        node.jdbc()
                .sql("INSERT INTO work.retired_kek (kek_id, rotation_id, retired_at, destroyed_at)"
                        + " SELECT ?, rotation_id, began_at, began_at FROM work.rotation")
                .param(keyEncryptionKeysInUse().get(0))
                .update();

        rotate(node);

        assertThat(strings("SELECT k.kek_id FROM work.retired_kek k JOIN work.rotation r USING (rotation_id)"
                        + " WHERE k.destroyed_at >= r.began_at"))
                .hasSize(2);
    }

    @Test
    void whatNothingHappenedToIsRotatedAgainAndAgain() {
        ChatId chat = openChat();
        Ciphertext first = send(chat, "first");
        rotate(node);
        Ciphertext second = send(chat, "second");
        shred(second);
        rotate(node);
        Ciphertext third = send(chat, "third");
        Rotation last = rotate(node);

        assertThat(readAnew(first)).isEqualTo("first");
        assertThat(readAnew(second)).isEmpty();
        assertThat(readAnew(third)).isEqualTo("third");
        assertThat(last.done()).as("the chat's key and two service keys").isEqualTo(3);
    }

    @Test
    void aDamagedKeyIsReportedAndHoldsUpNothing() {
        ChatId chat = openChat();
        Ciphertext damaged = send(chat, "damaged");
        Ciphertext whole = send(chat, "whole");
        shred(send(chat, "goes"));
        ChatId lost = openChat();
        damage(damaged.keyId().toString());
        damage(keysOf(lost).get(0));

        assertThat(rotate(node).phase()).isEqualTo(RotationPhase.ENDED);

        assertThat(unreadable(node)).isEqualTo(2);
        assertThat(readAnew(whole)).isEqualTo("whole");
    }

    private void damage(String keyId) {
        node.jdbc()
                .sql("UPDATE work.keyring SET wrapped = '\\x00' || wrapped WHERE key_id = ?::uuid")
                .param(keyId)
                .update();
    }

    @Test
    void aKeyFileThatMayOnlyBeReadIsRefusedBeforeAnythingIsBegun() throws IOException {
        String before = keyFileText();
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("r--------"));

        assertThatThrownBy(() -> node.get(KeyRotations.class).start())
                .isInstanceOfSatisfying(Rejection.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.KEYS_FIXED);
                    assertThat(refused).hasMessageContaining(keyFile().toString());
                });

        assertThat(node.get(KeyRotations.class).latest()).isEmpty();
        assertThat(keyFileText()).isEqualTo(before);
    }

    @Test
    void whatWasShreddedOpensFromNoCopyOfTheKeyringWithTheNewKeyFile() {
        ChatId chat = openChat();
        Ciphertext gone = send(chat, "gone");
        Ciphertext stays = send(chat, "stays");
        node.jdbc().sql("CREATE TABLE work.copied AS TABLE work.keyring").update();
        shred(gone);
        rotate(node);

        node.jdbc()
                .sql("INSERT INTO work.keyring SELECT * FROM work.copied ON CONFLICT DO NOTHING")
                .update();

        assertThat(readAnew(gone)).isEmpty();
        assertThat(readAnew(stays)).isEqualTo("stays");
        node.jdbc().sql("DELETE FROM work.keyring WHERE kind <> 'service'").update();
        node.jdbc()
                .sql("INSERT INTO work.keyring SELECT * FROM work.copied WHERE kind <> 'service'")
                .update();
        assertThat(readAnew(gone)).isEmpty();
        assertThat(readAnew(stays)).as("an old copy opens nothing at all").isEmpty();
    }

    @Test
    void aPurgeForgetsWhatWasReadBeforeARotation() {
        ChatId chat = openChat();
        Ciphertext message = send(chat, "soon gone");
        shred(send(chat, "goes at once"));
        assertThat(read(node, message)).isEqualTo("soon gone");
        rotate(node);

        node.inTransaction(() -> {
            node.get(ChatKeys.class).destroy(chat);
        });

        assertThat(read(node, message)).isEmpty();
    }

    @Test
    void anOldKeyThatSomebodyStillUsesIsNotUsedAfterARotation() {
        ChatId chat = openChat();
        send(chat, "first");
        rotate(node);
        ChatId later = openChat();
        Ciphertext message = send(later, "later");

        rotate(node);

        assertThat(readAnew(message)).isEqualTo("later");
        assertThat(keyEncryptionKeysInUse()).hasSize(1);
    }
}
