package io.parley.benchmarks.endings;

import io.parley.command.message.MessageVault;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessageContent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;

/** What the keyring is compared with: messages rest as JSON, with a digest, and there are no keys to write or destroy. */
final class PlainVault implements MessageVault {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public SealedMessage seal(ChatId chatId, MessageId messageId, MessageContent content, @Nullable MessageId replyTo) {
        Ciphertext plain = new Ciphertext(KeyId.random(), JSON.writeValueAsBytes(content));
        return new SealedMessage(plain, digest(content, replyTo));
    }

    @Override
    public Optional<Mac> mac(
            KeyId keyId, MessageContent content, @Nullable MessageId replyTo, @Nullable MediaId mediaId) {
        return Optional.of(digest(content, replyTo));
    }

    /** A repeated send must be told from a reused identifier without a key, too. */
    private static Mac digest(MessageContent content, @Nullable MessageId replyTo) {
        try {
            String all = content.text() + '\0' + replyTo;
            return new Mac(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean isDestroyed(KeyId keyId) {
        return false;
    }

    @Override
    public void destroy(Collection<KeyId> keyIds) {
        // there are none
    }

    /** Takes the place of the keyring's vault in a node. */
    @Configuration(proxyBeanMethods = false)
    static class Instead {

        @Bean
        @Primary
        MessageVault plainVault() {
            return new PlainVault();
        }
    }
}
