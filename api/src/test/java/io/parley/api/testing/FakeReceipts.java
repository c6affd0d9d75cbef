package io.parley.api.testing;

import io.parley.contract.chat.ChatView;
import io.parley.contract.delivery.DeliveryQuery.FindMessageDeliveries;
import io.parley.contract.delivery.DeliveryStage;
import io.parley.contract.delivery.MessageDeliveries;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageView;
import io.parley.contract.receipt.DeliveryState;
import io.parley.contract.receipt.MarksChecked;
import io.parley.contract.receipt.MessageReceipts;
import io.parley.contract.receipt.ReceiptQuery.CheckMarks;
import io.parley.contract.receipt.ReceiptQuery.FindMessageReceipts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** How far the messages of a {@link FakePlatform} have got. */
final class FakeReceipts {

    private final FakeChats chats;
    private final Clock clock;

    FakeReceipts(FakeChats chats, Clock clock) {
        this.chats = chats;
        this.clock = clock;
    }

    MessageReceipts of(FindMessageReceipts find) {
        ChatView chat = chats.of(find.chatId(), find.viewer());
        chats.message(find.chatId(), find.messageId());
        return new MessageReceipts(
                DeliveryState.SENT,
                chat.members().stream()
                        .map(member -> new MessageReceipts.MemberReceipt(member.userId(), clock.instant(), null))
                        .toList());
    }

    MessageDeliveries of(FindMessageDeliveries find) {
        ChatView chat = chats.of(find.chatId(), find.viewer());
        MessageView message = chats.message(find.chatId(), find.messageId());
        if (!message.senderId().equals(find.viewer())) {
            throw new Rejection(ErrorCode.FORBIDDEN, "That is for its sender.");
        }
        return new MessageDeliveries(chat.members().stream()
                .filter(member -> !member.userId().equals(find.viewer()))
                .map(member -> new MessageDeliveries.MemberDelivery(
                        member.userId(), DeliveryStage.PUSHED, message.sentAt(), 2, null, null, 1, false))
                .toList());
    }

    MarksChecked check(CheckMarks check) {
        List<MarksChecked.Refused> refused = new ArrayList<>();
        for (int index = 0; index < check.marks().size(); index++) {
            ChatId chatId = check.marks().get(index).chatId();
            if (chats.find(chatId).filter(chat -> isIn(chat, check.userId())).isEmpty()) {
                refused.add(new MarksChecked.Refused(index, ErrorCode.CHAT_NOT_FOUND));
            } else if (check.marks().get(index).sequence()
                    > chats.historyOf(chatId).size()) {
                refused.add(new MarksChecked.Refused(index, ErrorCode.BEYOND_LAST_SEQUENCE));
            }
        }
        return new MarksChecked(refused);
    }

    private static boolean isIn(ChatView chat, UserId userId) {
        return FakeChats.isIn(chat, userId);
    }
}
