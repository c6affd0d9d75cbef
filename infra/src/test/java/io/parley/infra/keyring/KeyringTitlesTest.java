package io.parley.infra.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.command.chat.ChatKeys;
import io.parley.command.chat.TitleVault;
import io.parley.contract.Confidential;
import io.parley.contract.chat.TitleReader;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.message.MessageReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyringTitlesTest extends KeyringFixture {

    private Ciphertext sealTitle(ChatId chatId, String title) {
        return node.inTransaction(() -> node.get(TitleVault.class).seal(chatId, new Confidential(title)));
    }

    private Optional<Confidential> readTitle(Ciphertext sealed) {
        return Optional.ofNullable(
                node.get(TitleReader.class).read(List.of(sealed)).get(sealed));
    }

    @Test
    void aTitleThatWasSealedCanBeReadAfterARestart() {
        Ciphertext sealed = sealTitle(chat, "Bücher & Ω");
        restart();

        assertThat(readTitle(sealed)).contains(new Confidential("Bücher & Ω"));
    }

    @Test
    void everyTitleHasAKeyOfItsOwnThatGoesAlone() {
        Ciphertext former = sealTitle(chat, "former");
        Ciphertext title = sealTitle(chat, "title");
        update("DELETE FROM work.keyring WHERE key_id = ?", former.keyId().value());
        restart();

        assertThat(former.keyId()).isNotEqualTo(title.keyId());
        assertThat(readTitle(former)).isEmpty();
        assertThat(readTitle(title)).contains(new Confidential("title"));
        assertThat(unreadable()).isZero();
    }

    @Test
    void whoOpensAGroupSealsItsTitleInTheSameTransaction() {
        ChatId group = ChatId.random();

        Ciphertext sealed = node.inTransaction(() -> {
            node.get(ChatKeys.class).create(group);
            return node.get(TitleVault.class).seal(group, new Confidential("new"));
        });
        restart();

        assertThat(readTitle(sealed)).contains(new Confidential("new"));
    }

    @Test
    void aTitleGoesWithTheKeyOfItsChat() {
        Ciphertext sealed = sealTitle(chat, "gone with the chat");
        update("DELETE FROM work.keyring WHERE kind = 'chat' AND owner = ?", chat.toString());
        restart();

        assertThat(readTitle(sealed)).isEmpty();
        assertThatThrownBy(() -> sealTitle(chat, "too late"))
                .isInstanceOfSatisfying(
                        Rejection.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.CHAT_GONE));
    }

    @Test
    void aTitleIsNeitherANameNorAMessage() {
        Ciphertext title = sealTitle(chat, "title");
        Ciphertext name = sealName("displayName", "Ann");

        assertThat(readName(title)).isEmpty();
        assertThat(node.get(MessageReader.class).read(List.of(title))).isEmpty();
        assertThat(readTitle(name)).isEmpty();
    }
}
