package io.parley.infra.keyring.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.command.chat.ChatKeys;
import io.parley.command.chat.TitleVault;
import io.parley.command.message.MessageVault;
import io.parley.contract.Confidential;
import io.parley.contract.chat.TitleReader;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.keys.KeyRotations;
import io.parley.contract.keys.Rotation;
import io.parley.contract.keys.RotationObserver.Point;
import io.parley.contract.keys.RotationPhase;
import io.parley.contract.message.MessageContent;
import io.parley.infra.database.DeferredWrites;
import io.parley.infra.keyring.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

/** Others go on using the keyring while it is rotated. */
class RotationRaceTest extends RotationFixture {

    @Test
    void whoeverGoesOnSendingAndReadingLosesNothing() throws InterruptedException {
        List<ChatId> chats = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            chats.add(openChat());
            shred(send(chats.get(i), "goes"));
        }
        TestNode other = start(point -> {}, Map.of());
        Queue<Ciphertext> sent = new ConcurrentLinkedQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger again = new AtomicInteger();
        AtomicInteger missed = new AtomicInteger();
        List<Thread> threads = List.of(
                new Thread(() -> write(other, chats, sent, enough, again)),
                new Thread(() -> write(node, chats, sent, enough, again)),
                new Thread(() -> look(other, sent, enough, missed)));
        threads.forEach(Thread::start);

        for (int i = 0; i < 5; i++) {
            rotate(i % 2 == 0 ? node : other);
            shred(send(chats.get(i), "goes too"));
        }
        enough.set(true);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(sent).hasSizeGreaterThan(50);
        assertThat(missed).hasValue(0);
        try (TestNode fresh = start(point -> {}, Map.of())) {
            assertThat(sent)
                    .allSatisfy(message -> assertThat(read(fresh, message)).isEqualTo("lives"));
            assertThat(unreadable(fresh) + unreadable(node) + unreadable(other)).isZero();
        }
    }

    private static void write(
            TestNode by, List<ChatId> chats, Queue<Ciphertext> sent, AtomicBoolean enough, AtomicInteger again) {
        for (int i = 0; !enough.get(); i++) {
            try {
                sent.add(send(by, chats.get(i % chats.size()), "lives"));
            } catch (ConcurrencyException e) {
                again.incrementAndGet();
            }
        }
    }

    /** From the database, for what was just sent is in memory. */
    private void look(TestNode by, Queue<Ciphertext> sent, AtomicBoolean enough, AtomicInteger missed) {
        while (!enough.get()) {
            try (TestNode fresh = start(point -> {}, Map.of())) {
                for (Ciphertext message : List.copyOf(sent)) {
                    missed.addAndGet(read(fresh, message).isEmpty() ? 1 : 0);
                }
            }
        }
    }

    @Test
    void aNodeThatStillHasAReplacedKeyIsTurnedAwayOnce() {
        TestNode other = start(point -> {}, Map.of());
        ChatId chat = openChat();
        shred(send(chat, "goes"));
        send(other, chat, "so that it has the key in memory");
        rotate(node);

        assertThatThrownBy(() -> send(other, chat, "below a key that is gone"))
                .isInstanceOf(ConcurrencyException.class);

        assertThat(readAnew(send(other, chat, "again"))).isEqualTo("again");
    }

    @Test
    void aChatThatWasReplacedUnderTheHandsOfWhoeverPurgesItIsPurgedAgain() {
        ChatId chat = openChat();
        Ciphertext message = send(chat, "lives below the replaced key");
        shred(send(chat, "goes"));

        assertThatThrownBy(() -> node.inTransaction(() -> {
                    node.get(ChatKeys.class).destroy(chat);
                    elsewhere(() -> rotate(node));
                }))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(readAnew(message)).isEqualTo("lives below the replaced key");

        node.inTransaction(() -> {
            node.get(ChatKeys.class).destroy(chat);
        });

        assertThat(keysOf(chat)).isEmpty();
        assertThat(readAnew(message)).isEmpty();
    }

    @Test
    void aChatAndItsFirstTitleComeBelowTheNewKey() {
        openChat();
        CountDownLatch retired = new CountDownLatch(1);
        TestNode rotating = start(
                point -> {
                    if (point == Point.OLD_KEYS_RETIRED) {
                        retired.countDown();
                    }
                },
                Map.of());
        rotating.get(KeyRotations.class).start();
        await(() -> retired.getCount() == 0);
        ChatId chat = ChatId.random();

        Ciphertext title = node.inTransaction(() -> {
            node.get(ChatKeys.class).create(chat);
            return node.get(TitleVault.class).seal(chat, new Confidential("Bletchley"));
        });
        awaitEnd();

        assertThat(node.get(TitleReader.class).read(List.of(title)))
                .containsEntry(title, new Confidential("Bletchley"));
        assertThat(keyEncryptionKeysInUse()).hasSize(1);
    }

    @Test
    void aRotationWaitsForThoseWhoMayStillInsertBelowAKeyThatItReplaces() {
        ChatId chat = openChat();
        Ciphertext before = send(chat, "before");
        shred(send(chat, "goes"));
        Ciphertext[] late = new Ciphertext[1];

        node.inTransaction(() -> {
            late[0] = node.get(MessageVault.class)
                    .seal(chat, MessageId.random(), new MessageContent("late", List.of(), List.of()), null)
                    .content();
            DeferredWrites.write();
            DeferredWrites.written();
            elsewhere(() -> {
                node.get(KeyRotations.class).start();
                sleep(300);
                assertThat(node.get(KeyRotations.class).latest().orElseThrow().phase())
                        .isEqualTo(RotationPhase.REPLACING);
            });
        });
        awaitEnd();

        assertThat(readAnew(late[0])).isEqualTo("late");
        assertThat(readAnew(before)).isEqualTo("before");
    }

    /** On another thread, which is not in this one's transaction. */
    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ofTwoNodesOneRotatesAndBothAnswerTheSame() {
        TestNode other = start(point -> {}, Map.of());
        openChat();

        Rotation first = node.get(KeyRotations.class).start();
        Rotation second = other.get(KeyRotations.class).start();
        awaitEnd();

        if (!second.rotationId().equals(first.rotationId())) {
            assertThat(second.beganAt()).as("the first had ended by then").isAfter(first.beganAt());
        }
        assertThat(strings("SELECT rotation_id::text FROM work.rotation WHERE ended_at IS NULL"))
                .isEmpty();
    }
}
