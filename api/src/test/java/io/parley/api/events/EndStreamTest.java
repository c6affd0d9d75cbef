package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.events.Events.Chat;
import io.parley.api.events.SseClient.Block;
import io.parley.api.session.Caller;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatHeld;
import io.parley.contract.chat.ChatEvent.ChatReleased;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.OperatorId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How messages, chats and accounts come to their end in the stream, live and resumed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndStreamTest {

    private static final String TIME = "\"2026-03-01T10:15:30.123Z\"";

    private EventsServer server;
    private Caller alice;
    private Caller bob;
    private Chat chat;

    @BeforeAll
    void start() {
        server = new EventsServer("parley.stream.resume.page-size=3", "parley.stream.groups.receipt-gather=20ms");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void twoUsers() {
        alice = Streams.caller(UserId.random());
        bob = Streams.caller(UserId.random());
        chat = Chat.of(alice.userId(), bob.userId());
    }

    /** From now on: what came before has been heard by then. */
    private SseClient connect(Caller caller) {
        server.awaitFeed();
        return server.connect(caller);
    }

    private MessageSent send(long sequence) {
        MessageSent sent = Events.message(chat, alice.userId(), sequence, "secret " + sequence);
        server.log.append(sent);
        return sent;
    }

    private List<String> block(String event, long position, String data) {
        return List.of("event: " + event, "id: " + server.id(position), "data: {" + data + "}");
    }

    /** All events from the beginning up to one. */
    private List<Block> resumed(Caller caller, String from, long last) {
        try (SseClient client = server.connect(caller, from)) {
            List<Block> events = new ArrayList<>();
            do {
                events.add(client.event());
            } while (!events.get(events.size() - 1).id().equals(server.id(last)));
            return events;
        }
    }

    @Test
    void whatIsTakenBackAndWhatExpiresIsToldToBothSidesLiveAndResumed() {
        String chatId = "\"chatId\":\"" + chat.id() + "\"";
        MessageSent first = send(1);
        MessageSent second = send(2);
        try (SseClient toAlice = connect(alice);
                SseClient toBob = connect(bob)) {
            String opening = toBob.opening();
            toAlice.opening();
            long retracted = server.log.append(Events.retracted(chat, first));
            long expired = server.log.append(Events.expired(chat, second, send(4)));
            List<Block> live = List.of(toBob.event(), toBob.event(), toBob.event());
            assertThat(live.get(0).lines())
                    .isEqualTo(block("retraction", retracted, chatId + ",\"messageId\":\"" + first.messageId() + "\""));
            assertThat(live.get(2).lines()).isEqualTo(block("expiry", expired, chatId + ",\"ranges\":[[2,2],[4,4]]"));
            assertThat(List.of(toAlice.event(), toAlice.event(), toAlice.event()))
                    .isEqualTo(live);
            assertThat(resumed(bob, opening, expired)).containsExactly(live.get(0), live.get(2));
        }
    }

    private Map<ParleyEvent, String> changes(ChatId chatId, Audience audience) {
        OperatorId operator = OperatorId.random();
        Map<ParleyEvent, String> changes = new LinkedHashMap<>();
        Duration hour = Duration.ofHours(1);
        UserId by = alice.userId();
        changes.put(
                new RetentionChanged(chatId, audience, hour, null, by, Group.AT),
                "\"changed\",\"messageTtl\":\"PT1H\",\"expiresAt\":null");
        changes.put(
                new RetentionChanged(chatId, audience, null, Group.AT, by, Group.AT),
                "\"changed\",\"messageTtl\":null,\"expiresAt\":" + TIME);
        changes.put(new ChatHeld(chatId, audience, operator, Group.AT), "\"held\",\"heldSince\":" + TIME);
        changes.put(new ChatReleased(chatId, audience, operator, Group.AT), "\"released\"");
        changes.put(new ChatExpired(chatId, audience, 0, List.of(KeyId.random()), Group.AT, Group.AT), "\"gone\"");
        return changes;
    }

    @ParameterizedTest
    @EnumSource(ChatKind.class)
    void whatHappensToAChatIsToldToAllItsMembersLiveAndResumed(ChatKind kind) {
        ChatId chatId = chat.id();
        Audience audience = chat.pair();
        if (kind == ChatKind.GROUP) {
            Group group = Group.open(server.log, alice.userId(), bob.userId());
            chatId = group.id;
            audience = group.audience();
        }
        try (SseClient toAlice = connect(alice);
                SseClient toBob = connect(bob)) {
            toAlice.opening();
            String opening = toBob.opening();
            List<Block> live = new ArrayList<>();
            for (Map.Entry<ParleyEvent, String> change :
                    changes(chatId, audience).entrySet()) {
                long position = server.log.append(change.getKey());
                live.add(toBob.event());
                assertThat(live.get(live.size() - 1).lines())
                        .isEqualTo(block(
                                "chat", position, "\"chatId\":\"" + chatId + "\",\"change\":" + change.getValue()));
                assertThat(toAlice.event()).isEqualTo(live.get(live.size() - 1));
            }
            assertThat(resumed(bob, opening, server.log.head())).isEqualTo(live);
        }
    }

    @Test
    void strangersAndThoseWhoLeftHearNothingOfAnEnd() {
        Group group = Group.open(server.log, alice.userId(), bob.userId());
        group.send(alice.userId(), "one");
        try (SseClient stranger = connect(Streams.caller(UserId.random()));
                SseClient toBob = connect(bob);
                SseClient toAlice = connect(alice)) {
            stranger.opening();
            toBob.opening();
            toAlice.opening();
            long left = group.remove(bob.userId());
            group.retract(1);
            long gone = group.purge(alice.userId());
            assertThat(toBob.event().id()).isEqualTo(server.id(left));
            toAlice.event();
            toAlice.event();
            assertThat(toAlice.event().id()).isEqualTo(server.id(gone));
            assertThat(toBob.rest()).isEmpty();
            assertThat(stranger.rest()).allMatch(block -> block.data().isEmpty());
        }
    }

    @Test
    void afterAChatIsGoneNothingOfItIsPushedThoughItsKeysLiveStill() {
        Group group = Group.open(server.log, alice.userId(), bob.userId());
        group.add(UserId.random(), 1);
        try (SseClient toBob = connect(bob)) {
            toBob.opening();
            long brought = group.send(bob.userId(), "brought to all lanes");
            long waiting = group.send(bob.userId(), "still on its way");
            group.fill(0, brought);
            toBob.event();
            group.mark(alice.userId(), 1, 1);
            toBob.event();
            group.mark(alice.userId(), 2, 2); // is gathered when the chat goes
            long gone = group.purge(alice.userId());
            group.fill(0, brought, true);
            group.fill(0, waiting);
            group.call("Hut 8");
            group.mark(alice.userId(), 2, 2);
            long other = server.log.append(Events.opened(chat));
            assertThat(toBob.event().id()).isEqualTo(server.id(gone));
            assertThat(toBob.event().id()).isEqualTo(server.id(other));
            pause();
            assertThat(toBob.rest()).isEmpty();
        }
    }

    /** Longer than receipts are gathered. */
    private static void pause() {
        org.awaitility.Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    }

    @Test
    void aResumeAfterTheEndBringsNoTextThoughItsKeysLiveStill() {
        send(1);
        MessageSent second = send(2);
        long retracted = server.log.append(Events.retracted(chat, second));
        Group group = Group.open(server.log, alice.userId(), bob.userId());
        group.fill(0, group.send(alice.userId(), "secret in a group"));
        group.call("secret title");
        long groupGone = group.purge(alice.userId());
        server.log.append(Events.receipt(chat, alice.userId(), 2, 2));
        long gone = server.log.append(Events.purged(chat, 2));
        try (SseClient feedIsThere = server.connect(bob, server.id(gone))) {
            feedIsThere.opening();
        }
        List<Block> all = resumed(bob, "0", gone);
        assertThat(all.toString()).doesNotContain("secret", "Bletchley");
        assertThat(all).extracting(Block::id).contains(server.id(retracted), server.id(groupGone), server.id(gone));
        assertThat(all).extracting(Block::event).doesNotContain("message", "receipt");
        try (SseClient again = server.connect(bob, server.id(gone))) {
            again.opening();
            long next = server.log.append(Events.opened(Chat.of(bob.userId(), UserId.random())));
            assertThat(again.event().id()).isEqualTo(server.id(next));
        }
    }

    @Test
    void aMessageThatEndsBetweenItsLanesIsNotBroughtToTheLaterOnes() {
        Caller carol = Streams.caller(UserId.random());
        Group group = Group.open(server.log, alice.userId(), bob.userId());
        group.add(carol.userId(), 1);
        try (SseClient toBob = connect(bob);
                SseClient toCarol = connect(carol)) {
            toBob.opening();
            toCarol.opening();
            long taken = group.send(alice.userId(), "taken back");
            long expiring = group.send(alice.userId(), "expired");
            long kept = group.send(alice.userId(), "kept");
            for (long sequence : List.of(taken, expiring, kept)) {
                group.fill(0, sequence);
                toBob.event();
            }
            long retracted = group.retract(taken);
            long expired = group.expire(expiring, expiring);
            group.fill(1, taken);
            group.fill(1, expiring);
            long filled = group.fill(1, kept);
            assertThat(List.of(
                            toCarol.event().id(),
                            toCarol.event().id(),
                            toCarol.event().id()))
                    .containsExactly(server.id(retracted), server.id(expired), server.id(filled));
        }
    }

    @Test
    void anErasedUserLosesAllStreamsAtOnceAndOpensNoMore() throws Exception {
        Caller second = new Caller(bob.userId(), DeviceId.random());
        try (SseClient one = connect(bob);
                SseClient other = connect(second);
                SseClient toAlice = connect(alice)) {
            one.opening();
            other.opening();
            toAlice.opening();
            server.log.append(Events.erased(bob.userId()));
            assertThat(one.endsWithin(Duration.ofSeconds(5))).isTrue();
            assertThat(other.endsWithin(Duration.ofSeconds(5))).isTrue();
            send(1);
            assertThat(toAlice.event().event()).isEqualTo("message");
        }
        for (Caller device : List.of(bob, second, new Caller(bob.userId(), DeviceId.random()))) {
            try (SseClient refused = connect(device)) {
                assertThat(refused.status()).isEqualTo(401);
            }
        }
    }

    @Test
    void anEndWhoseMembersCannotBeFoundOutIsReadAgain() throws Exception {
        Group group = Group.open(server.log, alice.userId(), bob.userId());
        send(1);
        try (SseClient feedIsThere = server.connect(bob, server.id(server.log.head()))) {
            feedIsThere.opening();
        }
        server.bean(LiveFeed.class).stop();
        server.bean(LiveFeed.class).start();
        try (SseClient toBob = connect(bob)) {
            String opening = toBob.opening();
            server.memberships.fail(1);
            long gone = group.purge(alice.userId());
            assertThat(toBob.endsWithin(Duration.ofSeconds(10))).isTrue();
            assertThat(resumed(bob, opening, gone)).hasSize(1);
        }
    }
}
