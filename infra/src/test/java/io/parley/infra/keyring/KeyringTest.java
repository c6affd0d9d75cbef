package io.parley.infra.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.command.chat.ChatKeys;
import io.parley.command.media.MediaVault;
import io.parley.command.message.MessageVault;
import io.parley.command.message.MessageVault.SealedMessage;
import io.parley.command.session.SessionVault;
import io.parley.command.user.ProfileVault;
import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaDescription;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaReader;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageReader;
import io.parley.contract.user.ProfileReader;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class KeyringTest extends KeyringFixture {

    @Test
    void aMessageThatWasSealedCanBeRead() {
        SealedMessage sealed = send("grüß dich");

        assertThat(read(sealed)).contains(content("grüß dich"));
    }

    @Test
    void everyMessageHasAKeyOfItsOwn() {
        List<KeyId> keys =
                List.of(send("same").content().keyId(), send("same").content().keyId());

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void manyMessagesOfManyChatsAreReadAtOnceAfterARestart() {
        List<Ciphertext> sealed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ChatId other = ChatId.random();
            MessageContent content = content("message " + i);
            sealed.add(node.inTransaction(() -> {
                        node.get(ChatKeys.class).create(other);
                        return node.get(MessageVault.class).seal(other, MessageId.random(), content, null);
                    })
                    .content());
        }
        restart();

        Map<Ciphertext, MessageContent> read = node.get(MessageReader.class).read(sealed);

        assertThat(sealed).allSatisfy(one -> assertThat(read).containsKey(one));
        assertThat(read.get(sealed.get(7))).isEqualTo(content("message 7"));
    }

    @Test
    void namesCanBeReadAfterARestart() {
        Ciphertext handle = sealName("handle", "ann_1");
        Ciphertext displayName = sealName("displayName", "Ann Ω");
        Ciphertext deviceName = node.inTransaction(() ->
                node.get(SessionVault.class).sealDeviceName(user, DeviceId.random(), new Confidential("Ann's phone")));
        restart();

        assertThat(readName(handle)).contains(new Confidential("ann_1"));
        assertThat(readName(displayName)).contains(new Confidential("Ann Ω"));
        assertThat(readName(deviceName)).contains(new Confidential("Ann's phone"));
        assertThat(handle.keyId()).isEqualTo(displayName.keyId()).isNotEqualTo(deviceName.keyId());
    }

    @Test
    void keysGoWithTheTransactionThatMadeThem() {
        long before = rows();
        List<SealedMessage> sealed = new ArrayList<>();

        node.rolledBack(() -> sealed.add(seal("never sent")));

        assertThat(rows()).isEqualTo(before);
        assertThat(read(sealed.get(0))).isEmpty();
        assertThat(unreadable()).isZero();
    }

    @Test
    void aChatKeyThatWasRolledBackWrapsNothing() {
        ChatId never = ChatId.random();
        node.rolledBack(() -> node.get(ChatKeys.class).create(never));

        assertThatThrownBy(() -> node.inTransaction(
                        () -> node.get(MessageVault.class).seal(never, MessageId.random(), content("lost"), null)))
                .isInstanceOfSatisfying(
                        Rejection.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.CHAT_GONE));
    }

    @Test
    void aChatKeyThatWasRolledBackToASavepointWrapsNothing() {
        ChatId other = ChatId.random();
        TransactionTemplate outer = new TransactionTemplate(node.get(PlatformTransactionManager.class));
        TransactionTemplate nested = new TransactionTemplate(node.get(PlatformTransactionManager.class));
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        outer.executeWithoutResult(all -> nested.executeWithoutResult(one -> {
            node.get(ChatKeys.class).create(other);
            one.setRollbackOnly();
        }));
        node.inTransaction(() -> node.get(ChatKeys.class).create(other));

        SealedMessage sealed = node.inTransaction(
                () -> node.get(MessageVault.class).seal(other, MessageId.random(), content("kept"), null));
        restart();

        assertThat(read(sealed)).contains(content("kept"));
    }

    @Test
    void aTransactionWithinAnotherHasKeysOfItsOwn() {
        TransactionTemplate separate = new TransactionTemplate(node.get(PlatformTransactionManager.class));
        separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        List<SealedMessage> sealed = new ArrayList<>();

        node.rolledBack(() -> {
            sealed.add(seal("outer, before"));
            separate.executeWithoutResult(status -> sealed.add(seal("inner")));
            sealed.add(seal("outer, after"));
        });

        assertThat(read(sealed.get(0))).isEmpty();
        assertThat(read(sealed.get(1))).contains(content("inner"));
        assertThat(read(sealed.get(2))).isEmpty();
    }

    @Test
    void whoeverMadeAKeyCanUseItAtOnce() {
        ChatId other = ChatId.random();

        node.inTransaction(() -> {
            node.get(ChatKeys.class).create(other);
            SealedMessage sealed =
                    node.get(MessageVault.class).seal(other, MessageId.random(), content("at once"), null);
            assertThat(read(sealed)).contains(content("at once"));
            assertThat(node.get(MessageVault.class).mac(sealed.content().keyId(), content("at once"), null, null))
                    .contains(sealed.mac());
        });
    }

    @Test
    void noKeyIsMadeOutsideATransaction() {
        assertThatThrownBy(() -> node.get(ChatKeys.class).create(ChatId.random()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> seal("alone")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMessageWhoseKeyIsGoneIsLeftOut() {
        SealedMessage gone = send("gone");
        SealedMessage stays = send("stays");
        update(
                "DELETE FROM work.keyring WHERE key_id = ?",
                gone.content().keyId().value());
        restart();

        assertThat(read(gone)).isEmpty();
        assertThat(node.get(MessageVault.class).mac(gone.content().keyId(), content("gone"), null, null))
                .isEmpty();
        assertThat(read(stays)).contains(content("stays"));
        assertThat(unreadable()).isZero();
    }

    @Test
    void whatAChatKeyWrappedGoesWithIt() {
        SealedMessage sealed = send("gone with the chat");
        update("DELETE FROM work.keyring WHERE kind = 'chat' AND owner = ?", chat.toString());
        restart();

        assertThat(read(sealed)).isEmpty();
        assertThatThrownBy(() -> send("too late")).isInstanceOf(Rejection.class);
    }

    @Test
    void aLiveReaderNeedsNoDatabaseUntilTheKeyIsInvalidated() {
        SealedMessage sealed = send("just now");
        KeyId keyId = sealed.content().keyId();
        update("DELETE FROM work.keyring WHERE key_id = ?", keyId.value());

        assertThat(read(sealed)).contains(content("just now"));

        node.get(Keyring.class).invalidate(List.of(keyId));

        assertThat(read(sealed)).isEmpty();
    }

    @Test
    void anInvalidatedChatKeyTakesItsMessagesAlong() {
        SealedMessage sealed = send("just now");
        KeyId chatKey = node.jdbc()
                .sql("DELETE FROM work.keyring WHERE kind = 'chat' AND owner = ? RETURNING key_id")
                .param(chat.toString())
                .query((row, number) -> KeyId.valueOf(row.getString(1)))
                .single();

        node.get(Keyring.class).invalidate(List.of(chatKey));

        assertThat(read(sealed)).isEmpty();
        assertThatThrownBy(() -> send("too late")).isInstanceOf(Rejection.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrapped", "owner", "wrapped_by", "kind"})
    void aRowInWhichSomethingWasExchangedDoesNotOpen(String column) {
        SealedMessage one = send("one");
        Ciphertext other = sealName("displayName", "other");
        String swap = """
                UPDATE work.keyring k SET %1$s = o.%1$s FROM work.keyring o
                WHERE k.key_id = ANY (ARRAY[?::uuid, ?::uuid]) AND o.key_id = ANY (ARRAY[?::uuid, ?::uuid])
                AND k.key_id <> o.key_id""".formatted(column);
        Object first = one.content().keyId().value();
        Object second = other.keyId().value();
        update(swap, first, second, first, second);
        restart();

        assertThat(read(one)).isEmpty();
        assertThat(readName(other)).isEmpty();
        assertThat(unreadable()).isEqualTo(2);
    }

    @Test
    void aRowThatClaimsToBeWrappedByTheMasterKeyDoesNotOpen() {
        SealedMessage sealed = send("one");
        update(
                "UPDATE work.keyring SET wrapped_by = 'kek:1' WHERE key_id = ?",
                sealed.content().keyId().value());
        restart();

        assertThat(read(sealed)).isEmpty();
        assertThat(unreadable()).isOne();
    }

    @Test
    void aCiphertextOfAnotherMessageDoesNotOpen() {
        SealedMessage one = send("one");
        SealedMessage other = send("other");
        Ciphertext exchanged =
                new Ciphertext(one.content().keyId(), other.content().bytes());

        assertThat(node.get(MessageReader.class).read(List.of(exchanged, other.content())))
                .containsOnlyKeys(other.content());
        assertThat(unreadable()).isOne();
    }

    @Test
    void aNameIsNoMessageNorIsAMessageAName() {
        Ciphertext name = sealName("displayName", "Ann");
        Ciphertext message = send("hello").content();

        assertThat(node.get(MessageReader.class).read(List.of(name))).isEmpty();
        assertThat(node.get(ProfileReader.class).read(List.of(message))).isEmpty();
    }

    @Test
    void aKeyThatWrapsEncryptsNoContent() {
        KeyId chatKey = node.jdbc()
                .sql("SELECT key_id FROM work.keyring WHERE kind = 'chat' AND owner = ?")
                .param(chat.toString())
                .query((row, number) -> KeyId.valueOf(row.getString(1)))
                .single();

        assertThat(node.get(MessageReader.class).read(List.of(new Ciphertext(chatKey, new byte[92]))))
                .isEmpty();
    }

    @Test
    void aRepeatedSendHasTheMacOfTheFirst() {
        MessageId replyTo = MessageId.random();
        SealedMessage sealed = node.inTransaction(
                () -> node.get(MessageVault.class).seal(chat, MessageId.random(), content("é"), replyTo));
        KeyId keyId = sealed.content().keyId();
        MessageVault vault = node.get(MessageVault.class);

        assertThat(vault.mac(keyId, content("e\u0301"), replyTo, null)).contains(sealed.mac());
        assertThat(vault.mac(keyId, content("e"), replyTo, null)).isPresent().isNotEqualTo(Optional.of(sealed.mac()));
        assertThat(vault.mac(keyId, content("é"), null, null)).isPresent().isNotEqualTo(Optional.of(sealed.mac()));
    }

    @Test
    void mediaThatWereSealedCanBeReadUntilTheirKeyIsDestroyed() {
        MediaContent media = picture();
        Ciphertext sealed = sealMedia(media);
        restart();
        assertThat(node.get(MediaReader.class).read(List.of(sealed))).containsExactly(Map.entry(sealed, media));

        node.inTransaction(() -> node.get(MediaVault.class).destroy(List.of(sealed.keyId())));

        assertThat(node.get(MediaReader.class).read(List.of(sealed))).isEmpty();
        restart();
        assertThat(node.get(MediaReader.class).read(List.of(sealed))).isEmpty();
        assertThat(unreadable()).isZero();
    }

    @Test
    void mediaAreReadInTheTransactionInWhichTheyWereSealedAndNotInThatInWhichTheirChatIsGone() {
        MediaContent media = picture();
        assertThat(node.inTransaction(() -> {
                    Ciphertext sealed = node.get(MediaVault.class).seal(chat, media.mediaId(), media);
                    return node.get(MediaReader.class).read(List.of(sealed)).values();
                }))
                .containsExactly(media);

        node.inTransaction(() -> node.get(ChatKeys.class).destroy(chat));

        assertThatThrownBy(() -> sealMedia(media)).isInstanceOfSatisfying(Rejection.class, r -> assertThat(r.code())
                .isEqualTo(ErrorCode.CHAT_GONE));
    }

    @Test
    void whatAMessageBearsIsReadAndComparedWithIt() {
        MediaContent media = picture();
        MessageContent bearing = content("look").with(media);
        SealedMessage sealed =
                node.inTransaction(() -> node.get(MessageVault.class).seal(chat, MessageId.random(), bearing, null));
        KeyId keyId = sealed.content().keyId();
        MessageVault vault = node.get(MessageVault.class);

        assertThat(read(sealed)).contains(bearing);
        assertThat(vault.mac(keyId, content("look"), null, media.mediaId())).contains(sealed.mac());
        assertThat(vault.mac(keyId, content("look"), null, MediaId.random())).isNotEqualTo(Optional.of(sealed.mac()));
        assertThat(vault.mac(keyId, content("look"), null, null)).isNotEqualTo(Optional.of(sealed.mac()));
    }

    @Test
    void mediaAreNoMessageNorIsAMessageMedia() {
        Ciphertext media = sealMedia(picture());
        Ciphertext message = send("hello").content();

        assertThat(node.get(MessageReader.class).read(List.of(media))).isEmpty();
        assertThat(node.get(MediaReader.class).read(List.of(message))).isEmpty();
    }

    private Ciphertext sealMedia(MediaContent media) {
        return node.inTransaction(() -> node.get(MediaVault.class).seal(chat, media.mediaId(), media));
    }

    private static MediaContent picture() {
        SecureRandom random = new SecureRandom();
        MediaDescription description = new MediaDescription(
                "Ω.png", "image/png", 7, "0".repeat(64), 640, 480, null, null, "LEHV6nWB2yk8pyo0adR*.7kCMdnj");
        return new MediaContent(
                MediaId.random(),
                description,
                MediaKey.random(random),
                new MediaContent.Preview(MediaKey.random(random), "image/jpeg", 5));
    }

    @Test
    void messagesOfOneSizeClassLookAlike() {
        assertThat(send("y").content().bytes())
                .hasSameSizeAs(send("a bit longer").content().bytes());
    }

    @Test
    void aUserWhoIsGoneHasNoNames() {
        UserId nobody = UserId.random();

        assertThatThrownBy(() -> node.inTransaction(
                        () -> node.get(ProfileVault.class).seal(nobody, "handle", new Confidential("x"))))
                .isInstanceOfSatisfying(
                        Rejection.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.USER_NOT_FOUND));
    }
}
