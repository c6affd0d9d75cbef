package io.parley.contract.receipt;

import io.parley.contract.ParleyQuery;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import java.util.List;

/** Questions about receipts. */
public sealed interface ReceiptQuery<A> extends ParleyQuery<A> {

    /**
     * Who has got and read a message; refused {@code chat_not_found}, {@code message_not_found}.
     *
     * @param chatId the chat
     * @param messageId the message
     * @param viewer who asks, a member
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindMessageReceipts(ChatId chatId, MessageId messageId, UserId viewer, long atLeast)
            implements ReceiptQuery<MessageReceipts> {
        @Override
        public Class<MessageReceipts> answerType() {
            return MessageReceipts.class;
        }
    }

    /**
     * The latest marks, per chat and member, of those that changed after a position and concern the viewer: the marks of
     * others in the viewer's chats. What a resumed stream needs. Answer:
     * {@link ChangedReceipts}.
     *
     * @param viewer whose stream it is
     * @param after the position after which they changed, exclusive
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindReceiptsChanged(UserId viewer, long after, long atLeast) implements ReceiptQuery<ChangedReceipts> {
        @Override
        public Class<ChangedReceipts> answerType() {
            return ChangedReceipts.class;
        }
    }

    /**
     * Whether marks may be applied, asked for all before any is: answered by the command side. Answer: {@link MarksChecked}.
     *
     * @param userId whose marks
     * @param marks the marks, at most 1,000
     */
    record CheckMarks(UserId userId, List<Mark> marks) implements ReceiptQuery<MarksChecked> {
        @Override
        public Class<MarksChecked> answerType() {
            return MarksChecked.class;
        }

        @Override
        public long atLeast() {
            return 0;
        }
    }

    /**
     * A mark that is wished for.
     *
     * @param chatId the chat
     * @param sequence the higher of its marks
     */
    record Mark(ChatId chatId, long sequence) {}
}
