package io.parley.api.receipt;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.id.UserId;
import io.parley.contract.receipt.ReceiptCommand;
import io.parley.contract.receipt.ReceiptCommand.MarkDelivered;
import io.parley.contract.receipt.ReceiptCommand.MarkRead;
import java.util.ArrayList;
import java.util.List;

/**
 * The marks that are wished for in one chat.
 *
 * @param chatId the chat
 * @param delivered up to which sequence; 0 for no such mark
 * @param read up to which sequence; 0 for no such mark
 */
record Marks(ChatId chatId, long delivered, long read) {

    /** No mark. */
    static final long NONE = 0;

    /** The higher of both: if it may be set, so may the other. */
    long highest() {
        return Math.max(delivered, read);
    }

    /** Both together: marks never go back, so the higher ones hold. */
    Marks and(Marks other) {
        return new Marks(chatId, Math.max(delivered, other.delivered), Math.max(read, other.read));
    }

    /** The commands that set them: reading implies delivery, so one of them is enough as a rule. */
    List<ReceiptCommand> commands(UserId userId) {
        ReceiptsId receiptsId = new ReceiptsId(chatId, userId);
        List<ReceiptCommand> commands = new ArrayList<>(2);
        if (read > NONE) {
            commands.add(new MarkRead(receiptsId, read));
        }
        if (delivered > read) {
            commands.add(new MarkDelivered(receiptsId, delivered));
        }
        return commands;
    }
}
