package io.parley.projection.heldback;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.contract.user.UserEvent.ProfileChanged;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.api.Test;

class ConversationOrderTest {

    private static final Ciphertext SEALED = new Ciphertext(KeyId.random(), new byte[1]);

    private final ConversationOrder order = new ConversationOrder();
    private final ChatId chat = ChatId.random();
    private final UserId one = UserId.random();
    private final UserId other = UserId.random();
    private final Audience.Pair pair = new Audience.Pair(one, other);

    @Test
    void allEventsOfAChatAreInOneOrderAndTheKeyIsTheChat() {
        assertThat(List.of(
                        key(new DirectChatOpened(chat, one, other, Instant.EPOCH, null, null)),
                        key(new MessageSent(
                                chat,
                                MessageId.random(),
                                one,
                                1,
                                Instant.EPOCH,
                                null,
                                pair,
                                SEALED,
                                new Mac(new byte[32]),
                                null)),
                        key(new ReceiptAdvanced(chat, other, 1, 1, Instant.EPOCH, pair))))
                .containsOnly(chat.toString());
    }

    @Test
    void aUserAndADeviceAreKeysOfTheirOwn() {
        DeviceId device = DeviceId.random();

        assertThat(key(new ProfileChanged(one, null, null))).isEqualTo(one.toString());
        assertThat(key(new SessionOpened(device, one, SEALED))).isEqualTo(device.toString());
        assertThat(key(new SessionClosed(device, one, CloseReason.REFRESH_TOKEN_REUSED)))
                .isEqualTo(device.toString());
    }

    @Test
    void anEventThatCannotBeReadBelongsWhereItsAggregateDoes() {
        String receipts = chat + "/" + one;

        assertThat(order.getSequenceIdentifierFor(new Unreadable(receipts))).isEqualTo(chat.toString());
        assertThat(Conversation.of(new Unreadable(receipts)).users()).isEmpty();
    }

    private Object key(ParleyEvent event) {
        return order.getSequenceIdentifierFor(new GenericEventMessage<>(event));
    }

    private static final class Unreadable extends GenericDomainEventMessage<Object> {

        private static final long serialVersionUID = 1L;

        Unreadable(String aggregate) {
            super("Receipts", aggregate, 0, "", MetaData.emptyInstance());
        }

        @Override
        public Object getPayload() {
            throw new SerializationException("unreadable");
        }
    }
}
