package io.parley.benchmarks.endings;

import io.parley.benchmarks.Node;
import io.parley.command.message.MessageVault;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessageContent;
import java.util.Collection;
import java.util.Optional;
import org.axonframework.config.EventProcessingConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What shredding is compared with: messages are encrypted, and their keys stay when they go. */
record KeepingVault(MessageVault keyring) implements MessageVault {

    @Override
    public SealedMessage seal(ChatId chatId, MessageId messageId, MessageContent content, @Nullable MessageId replyTo) {
        return keyring.seal(chatId, messageId, content, replyTo);
    }

    @Override
    public Optional<Mac> mac(
            KeyId keyId, MessageContent content, @Nullable MessageId replyTo, @Nullable MediaId mediaId) {
        return keyring.mac(keyId, content, replyTo, mediaId);
    }

    @Override
    public boolean isDestroyed(KeyId keyId) {
        return keyring.isDestroyed(keyId);
    }

    @Override
    public void destroy(Collection<KeyId> keyIds) {
        // that is what is left out
    }

    /** Whether a node is one that keeps keys. */
    static boolean isIn(Node node) {
        return node.bean(MessageVault.class) instanceof KeepingVault;
    }

    /** Lets a node write down nothing of what went, either. */
    static void stopDeletion(Node node) {
        node.bean(EventProcessingConfiguration.class)
                .eventProcessor(Handled.DELETION)
                .orElseThrow()
                .shutDown();
    }

    /** Takes the place of the keyring's vault in a node. */
    @Configuration(proxyBeanMethods = false)
    static class Instead {

        @Bean
        @Primary
        MessageVault keepingVault(@Qualifier("messageVault") MessageVault keyring) {
            return new KeepingVault(keyring);
        }
    }
}
