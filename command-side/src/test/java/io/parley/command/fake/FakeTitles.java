package io.parley.command.fake;

import io.parley.command.chat.TitleVault;
import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Titles "encrypted" by a rule, so that tests know what to expect. */
public final class FakeTitles implements TitleVault {

    @Override
    public Ciphertext seal(ChatId chatId, Confidential title) {
        return sealed(title.value());
    }

    /** What sealing answers. */
    public static Ciphertext sealed(String title) {
        byte[] bytes = title.getBytes(StandardCharsets.UTF_8);
        return new Ciphertext(new KeyId(UUID.nameUUIDFromBytes(bytes)), bytes);
    }
}
