package io.parley.projection.heldback;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatHeld;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.chat.ChatEvent.ChatReleased;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.chat.ChatEvent.Seat;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.fanout.FanOutEvent.FanOutAbandoned;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.LaneId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.OperatorId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.contract.user.UserEvent.ProfileChanged;
import io.parley.contract.user.UserEvent.UserErased;
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
        assertThat(Conversation.of(new Unreadable(receipts)).users()).containsExactly(Conversation.ALL_MEMBERS);
        assertThat(order.getSequenceIdentifierFor(new Unreadable(new LaneId(chat, 3).toString())))
                .isEqualTo(chat.toString());
    }

    @Test
    void whatHappensInAGroupAndOnTheWayToItsMembersIsInTheOrderOfTheChat() {
        assertThat(List.of(
                        key(new GroupOpened(chat, one, SEALED, List.of(), Instant.EPOCH, null, null)),
                        key(new TitleChanged(chat, SEALED, one, Instant.EPOCH)),
                        key(new MailboxesFilled(chat, 0, 1, 5, false, 1, Instant.EPOCH)),
                        key(new FanOutAbandoned(chat, 0, 1, 5, 3, Instant.EPOCH)),
                        key(new ReceiptAdvanced(chat, one, 1, 1, Instant.EPOCH, new Audience.Group(1, List.of())))))
                .containsOnly(chat.toString());
    }

    @Test
    void whatEndsInAChatIsInTheOrderOfTheChatAndConcernsWhoIsInIt() {
        SequenceRange range = new SequenceRange(1, 2);
        for (Audience audience : List.of(pair, new Audience.Group(1, List.of(0L)))) {
            List<ParleyEvent> events = List.of(
                    new RetentionChanged(chat, audience, null, null, one, Instant.EPOCH),
                    new ChatHeld(chat, audience, OperatorId.random(), Instant.EPOCH),
                    new ChatReleased(chat, audience, OperatorId.random(), Instant.EPOCH),
                    new MessageRetracted(chat, MessageId.random(), 1, KeyId.random(), audience, one, Instant.EPOCH),
                    new MessagesExpired(chat, List.of(range), List.of(), audience, 1, 2, null, Instant.EPOCH),
                    new ChatPurged(chat, audience, 2, List.of(), one, Instant.EPOCH),
                    new ChatExpired(chat, audience, 2, List.of(), Instant.EPOCH, Instant.EPOCH));
            assertThat(events).extracting(this::key).containsOnly(chat.toString());
            List<UserId> concerned = audience == pair ? List.of(one, other) : List.of(Conversation.ALL_MEMBERS);
            assertThat(events).extracting(ConversationOrderTest::users).containsOnly(concerned);
        }
        assertThat(key(new UserErased(one, List.of(), Instant.EPOCH))).isEqualTo(one.toString());
    }

    @Test
    void whatHappensInAGroupConcernsItsMembersWhoeverTheyAre() {
        assertThat(users(new TitleChanged(chat, SEALED, one, Instant.EPOCH))).containsExactly(Conversation.ALL_MEMBERS);
        assertThat(users(new MailboxesFilled(chat, 0, 1, 5, false, 1, Instant.EPOCH)))
                .containsExactly(Conversation.ALL_MEMBERS);
        assertThat(users(new ReceiptAdvanced(chat, one, 1, 1, Instant.EPOCH, new Audience.Group(1, List.of()))))
                .containsExactly(Conversation.ALL_MEMBERS);
        assertThat(users(new ReceiptAdvanced(chat, one, 1, 1, Instant.EPOCH, pair)))
                .containsExactly(one, other);
    }

    @Test
    void whoComesOrGoesByAnEventIsNamedBesidesTheMembers() {
        Seat seat = new Seat(one, MemberRole.OWNER, 0);

        assertThat(users(new GroupOpened(chat, one, SEALED, List.of(seat), Instant.EPOCH, null, null)))
                .containsExactly(Conversation.ALL_MEMBERS, one);
        assertThat(users(new MemberAdded(chat, other, MemberRole.MEMBER, 0, 2, 0, one, Instant.EPOCH)))
                .containsExactly(Conversation.ALL_MEMBERS, other);
        assertThat(users(new MemberRemoved(chat, other, 2, 3, 0, one, Instant.EPOCH)))
                .containsExactly(Conversation.ALL_MEMBERS, other);
    }

    private static List<UserId> users(ParleyEvent event) {
        return Conversation.of(new GenericEventMessage<>(event)).users();
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
