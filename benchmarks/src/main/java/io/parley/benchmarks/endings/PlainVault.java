package io.parley.benchmarks.endings;

import io.parley.command.message.MessageVault;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessageContent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What the keyring is compared with: messages rest as they are, and there are no keys to write or destroy. */
final class PlainVault implements MessageVault {

    private static final int MAC = 32;

    @Override
    public SealedMessage seal(ChatId chatId, MessageId messageId, MessageContent content, @Nullable MessageId replyTo) {
        byte[] text = content.text().getBytes(StandardCharsets.UTF_8);
        return new SealedMessage(new Ciphertext(KeyId.random(), text), new Mac(new byte[MAC]));
    }

    @Override
    public Optional<Mac> mac(KeyId keyId, MessageContent content, @Nullable MessageId replyTo) {
        return Optional.of(new Mac(new byte[MAC]));
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
