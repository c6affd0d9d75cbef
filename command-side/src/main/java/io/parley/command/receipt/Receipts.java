package io.parley.command.receipt;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.command.Moments;
import io.parley.contract.chat.Audience;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.receipt.ReceiptCommand;
import io.parley.contract.receipt.ReceiptCommand.MarkDelivered;
import io.parley.contract.receipt.ReceiptCommand.MarkRead;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

/**
 * One member's watermarks in one chat: up to where they have it, up to where they have read it. Marks never go back, and what
 * is read is delivered. An aggregate apart from the chat, so that readers never queue behind the sender.
 */
@AggregateRoot
@Revision("1")
public class Receipts {

    @AggregateIdentifier
    private ReceiptsId receiptsId;

    private long delivered;
    private long read;

    /** Before the first mark. */
    @SuppressWarnings("NullAway.Init")
    protected Receipts() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void mark(MarkDelivered command, ChatIndex chats, Clock clock) {
        advance(command, Math.max(delivered, command.sequence()), read, chats, clock);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void mark(MarkRead command, ChatIndex chats, Clock clock) {
        advance(command, Math.max(delivered, command.sequence()), Math.max(read, command.sequence()), chats, clock);
    }

    /** What does not move the marks was checked when they got there. */
    private void advance(ReceiptCommand command, long newDelivered, long newRead, ChatIndex chats, Clock clock) {
        if (command.sequence() < 1) {
            throw Rejection.invalid("sequence", "must be positive");
        }
        if (newDelivered == delivered && newRead == read) {
            return;
        }
        ReceiptsId id = command.receiptsId();
        Audience members = chats.check(id.userId(), id.chatId(), command.sequence());
        apply(new ReceiptAdvanced(id.chatId(), id.userId(), newDelivered, newRead, Moments.now(clock), members));
    }

    @EventSourcingHandler
    void on(ReceiptAdvanced event) {
        receiptsId = new ReceiptsId(event.chatId(), event.userId());
        delivered = event.delivered();
        read = event.read();
    }
}
