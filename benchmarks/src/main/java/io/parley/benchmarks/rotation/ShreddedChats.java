package io.parley.benchmarks.rotation;

import io.parley.benchmarks.Node;
import io.parley.command.chat.ChatKeys;
import io.parley.command.message.MessageVault;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessageContent;
import io.parley.infra.database.DatabaseConfiguration;
import io.parley.infra.keyring.KeyringConfiguration;
import io.parley.infra.keyring.rotation.RotationConfiguration;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Chats with the keys of messages in them, of which one after another is shredded. */
final class ShreddedChats {

    private static final MessageContent CONTENT = new MessageContent("Hello, how are you?", List.of(), List.of());

    private final MessageVault vault;
    private final TransactionTemplate transactions;
    private final List<Queue<KeyId>> messages = new ArrayList<>();

    ShreddedChats(Node node, int chats, int messagesEach) {
        vault = node.bean(MessageVault.class);
        transactions = new TransactionTemplate(node.bean(PlatformTransactionManager.class));
        ChatKeys keys = node.bean(ChatKeys.class);
        for (int i = 0; i < chats; i++) {
            ChatId chat = ChatId.random();
            transactions.executeWithoutResult(status -> keys.create(chat));
            transactions.executeWithoutResult(status -> messages.add(send(chat, messagesEach)));
        }
    }

    static Node startNode() throws IOException {
        return Node.start(
                Map.of("parley.keys.rotate-every", "never"),
                DatabaseConfiguration.class,
                Time.class,
                KeyringConfiguration.class,
                RotationConfiguration.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Time {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    private Queue<KeyId> send(ChatId chat, int number) {
        Queue<KeyId> sent = new ArrayDeque<>();
        for (int i = 0; i < number; i++) {
            sent.add(vault.seal(chat, MessageId.random(), CONTENT, null)
                    .content()
                    .keyId());
        }
        return sent;
    }

    /** Shreds one message of each chat. */
    void shredOneOfEach() {
        transactions.executeWithoutResult(
                status -> vault.destroy(messages.stream().map(Queue::remove).toList()));
    }
}
