package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.command.message.CommandHints;
import io.parley.command.message.SentMessages;
import io.parley.contract.MetadataKeys;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.TestNode;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;

class UsedMessageIdTest {

    private final HikariDataSource database = TestPostgres.freshDatabase();

    /** Stands for the handler of messages: it does not know of the message until it is told to look. */
    private static Object send(TestNode node, CommandMessage<?> command) {
        Send send = (Send) command.getPayload();
        if (command.getMetaData().containsKey(CommandHints.MESSAGE_ID_USED)) {
            return node.bean(SentMessages.class)
                    .find(send.messageId)
                    .map(found -> "sent before as " + found.sequence())
                    .orElse("never sent");
        }
        node.bean(EventStore.class).publish(Examples.sent(send.chatId, 0, send.messageId));
        return "sent";
    }

    record Send(ChatId chatId, MessageId messageId) {}

    @Test
    void aMessageIdThatWasUsedElsewhereIsHandledOnceMoreWithThatKnowledge() throws Exception {
        try (TestNode node = TestNode.on(database, Map.of())) {
            node.bean(CommandBus.class).subscribe(Send.class.getName(), command -> send(node, command));
            MessageId message = MessageId.random();

            assertThat(answer(node, new Send(ChatId.random(), message)).getPayload())
                    .isEqualTo("sent");
            CommandResultMessage<?> again = answer(node, new Send(ChatId.random(), message));

            assertThat(again.getPayload()).isEqualTo("sent before as 1");
            assertThat(again.getMetaData()).containsEntry(MetadataKeys.POSITION, 1L);
        }
    }

    /** The derivation is a file format: were it to change, messages sent before could be sent again. */
    @Test
    void anEventsIdentifierIsDerivedFromItsMessagesForEver() {
        MessageId message = MessageId.valueOf("6f6c0a51-6f55-4c5c-8f25-5a7f7e2b3c11");

        assertThat(MessageIdentity.eventIdOf(message))
                .isEqualTo(UUID.fromString("e7e072e6-71fb-3cd7-b33b-e7d955cd1035"));
    }

    private static CommandResultMessage<?> answer(TestNode node, Send command) throws Exception {
        CompletableFuture<CommandResultMessage<?>> answer = new CompletableFuture<>();
        node.bean(CommandBus.class)
                .dispatch(GenericCommandMessage.asCommandMessage(command), (sent, result) -> answer.complete(result));
        return answer.get(10, TimeUnit.SECONDS);
    }
}
