package io.parley.benchmarks.projections;

import io.parley.benchmarks.Node;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserEvent.UserRegistered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Stores what people do who chat with each other: both register and open a session, one opens a chat; then there is a message,
 * the other side marks it as read, and so on in any chat.
 */
final class Conversations {

    private static final int CHATS = 1_000;
    private static final int OF_A_CHAT = 20; // where there are few events there are few chats
    private static final int AT_ONCE = 250;
    private static final int CIPHERTEXT = 156;
    private static final int MAC = 32;

    private final EventStore store;
    private final TransactionManager transactions;
    private final SplittableRandom random = new SplittableRandom(42);
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<Chat> chats = new ArrayList<>();
    private final List<GenericDomainEventMessage<?>> waiting = new ArrayList<>();

    Conversations(Node node) {
        this.store = node.bean(EventStore.class);
        this.transactions = node.bean(TransactionManager.class);
    }

    /** Stores so many events, at least what people need to begin. */
    void store(int events) {
        int count = Math.min(CHATS, Math.max(1, events / OF_A_CHAT));
        int left = events;
        for (int i = 0; i < count; i++) {
            left -= open();
        }
        for (; left > 0; left -= 2) {
            say(chats.get(random.nextInt(chats.size())));
        }
        flush();
    }

    private int open() {
        Chat chat = new Chat(ChatId.random(), UserId.random(), UserId.random());
        chats.add(chat);
        for (UserId user : List.of(chat.one, chat.other)) {
            add("User", user.toString(), new UserRegistered(user, text(), text(), LastSeenVisibility.CONTACTS));
            DeviceId device = DeviceId.random();
            add("Session", device.toString(), new SessionOpened(device, user, text()));
        }
        add("Chat", chat.id.toString(), new DirectChatOpened(chat.id, chat.one, chat.other, Instant.now(), null, null));
        return 5;
    }

    private void say(Chat chat) {
        long sequence = ++chat.last;
        Audience.Pair audience = new Audience.Pair(chat.one, chat.other);
        add(
                "Chat",
                chat.id.toString(),
                new MessageSent(
                        chat.id,
                        MessageId.random(),
                        chat.one,
                        sequence,
                        Instant.now(),
                        null,
                        audience,
                        text(),
                        new Mac(bytes(MAC)),
                        null));
        add(
                "Receipts",
                new ReceiptsId(chat.id, chat.other).toString(),
                new ReceiptAdvanced(chat.id, chat.other, sequence, sequence, Instant.now(), audience));
    }

    private void add(String type, String id, ParleyEvent event) {
        long sequence = sequences.merge(id, 1L, Long::sum) - 1;
        waiting.add(new GenericDomainEventMessage<>(type, id, sequence, event));
        if (waiting.size() >= AT_ONCE) {
            flush();
        }
    }

    private void flush() {
        UnitOfWork<Message<?>> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.attachTransaction(transactions);
        unitOfWork.execute(() -> store.publish(List.copyOf(waiting)));
        waiting.clear();
    }

    private Ciphertext text() {
        return new Ciphertext(KeyId.random(), bytes(CIPHERTEXT));
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static final class Chat {

        private final ChatId id;
        private final UserId one;
        private final UserId other;
        private long last;

        Chat(ChatId id, UserId one, UserId other) {
            this.id = id;
            this.one = one;
            this.other = other;
        }
    }
}
