package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.events.SseClient.Block;
import io.parley.api.session.Caller;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Groups in the stream, live and resumed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupStreamTest {

    private static final String TIME = "\"2026-03-01T10:15:30.123Z\"";

    private EventsServer server;
    private Caller alice;
    private Caller bob;
    private Caller carol;

    @BeforeAll
    void start() {
        server = new EventsServer("parley.stream.resume.page-size=3", "parley.stream.groups.receipt-gather=20ms");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void threeUsers() {
        alice = caller();
        bob = caller();
        carol = caller();
    }

    private static Caller caller() {
        return new Caller(UserId.random(), DeviceId.random());
    }

    private Group open(Caller owner, Caller... others) {
        UserId[] users = java.util.stream.Stream.of(others).map(Caller::userId).toArray(UserId[]::new);
        return Group.open(server.log, owner.userId(), users);
    }

    private List<String> chat(long position, Group group, String rest) {
        return List.of(
                "event: chat",
                "id: " + server.id(position),
                "data: {\"chatId\":\"" + group.id + "\",\"change\":" + rest + "}");
    }

    private static String member(Caller who, String role) {
        return "{\"userId\":\"" + who.userId() + "\",\"role\":\"" + role + "\",\"joinedAt\":" + TIME + "}";
    }

    private static String body(MessageSent sent, String text, String rest) {
        return "data: {\"messageId\":\"" + sent.messageId() + "\",\"chatId\":\"" + sent.chatId() + "\",\"senderId\":\""
                + sent.senderId() + "\",\"sequence\":" + sent.sequence() + ",\"sentAt\":" + TIME + ",\"text\":\"" + text
                + "\",\"mentions\":[],\"links\":[]" + rest + "}";
    }

    @Test
    void aGroupThatOpensIsToldToAllItsMembers() {
        try (SseClient toAlice = server.connect(alice);
                SseClient toBob = server.connect(bob)) {
            toAlice.opening();
            toBob.opening();
            Group group = open(alice, bob);
            Block block = toBob.event();
            assertThat(block.lines())
                    .isEqualTo(chat(
                            server.log.head(),
                            group,
                            "\"opened\",\"kind\":\"group\",\"title\":\"Bletchley\",\"members\":["
                                    + member(alice, "owner") + "," + member(bob, "member") + "]"));
            assertThat(toAlice.event()).isEqualTo(block);
        }
    }

    @Test
    void whatChangesInAGroupIsToldToAllItsMembers() {
        Group group = open(alice, bob);
        try (SseClient toAlice = server.connect(alice)) {
            toAlice.opening();
            assertThat(List.of(group.call("Hut 8"), group.give(bob.userId(), MemberRole.ADMIN)))
                    .allSatisfy(position -> assertThat(position).isPositive());
            long head = server.log.head();
            assertThat(toAlice.event().lines()).isEqualTo(chat(head - 1, group, "\"changed\",\"title\":\"Hut 8\""));
            assertThat(toAlice.event().lines())
                    .isEqualTo(chat(head, group, "\"changed\",\"userId\":\"" + bob.userId() + "\",\"role\":\"admin\""));
        }
    }

    @Test
    void whoJoinsAndWhoLeavesIsToldSoToo() {
        Group group = open(alice, bob);
        try (SseClient toAlice = server.connect(alice);
                SseClient toCarol = server.connect(carol)) {
            toAlice.opening();
            toCarol.opening();
            long joined = group.add(carol.userId(), 0);
            long left = group.remove(carol.userId());
            String user = "\"userId\":\"" + carol.userId() + "\"";
            for (SseClient client : List.of(toAlice, toCarol)) {
                assertThat(client.event().lines())
                        .isEqualTo(chat(
                                joined,
                                group,
                                "\"member_added\"," + user + ",\"role\":\"member\",\"joinedAt\":" + TIME));
                assertThat(client.event().lines()).isEqualTo(chat(left, group, "\"member_removed\"," + user));
            }
        }
    }

    @Test
    void aMessageComesWhenOnesLaneIsFilledAndBearsThatPosition() {
        Group group = open(alice);
        group.add(bob.userId(), 1);
        try (SseClient toAlice = server.connect(alice);
                SseClient toBob = server.connect(bob)) {
            toAlice.opening();
            toBob.opening();
            long first = group.send(alice.userId(), "one");
            long second = group.send(alice.userId(), "two");
            long toLane1 = group.fill(1, first);
            long toLane0 = group.fill(0, first);
            long secondToLane0 = group.fill(0, second);
            assertThat(toBob.event().lines())
                    .containsExactly(
                            "event: message", "id: " + server.id(toLane1), body(group.message(first), "one", ""));
            assertThat(toAlice.event().lines())
                    .containsExactly(
                            "event: message", "id: " + server.id(toLane0), body(group.message(first), "one", ""));
            assertThat(toAlice.event().id()).isEqualTo(server.id(secondToLane0));
            assertThat(toBob.rest()).isEmpty();
        }
    }

    @Test
    void whatComesAfterItWasGivenUpIsLate() {
        Group group = open(alice, bob);
        try (SseClient toBob = server.connect(bob)) {
            toBob.opening();
            long first = group.send(alice.userId(), "one");
            long second = group.send(alice.userId(), "two");
            group.abandon(0, first);
            group.fill(0, second);
            long late = group.fill(0, first, true);
            assertThat(toBob.event().lines()).contains(body(group.message(second), "two", ""));
            assertThat(toBob.event().lines())
                    .containsExactly(
                            "event: message",
                            "id: " + server.id(late),
                            body(group.message(first), "one", ",\"late\":true"));
        }
    }

    @Test
    void whoWasRemovedHearsNoMoreAndWhoIsAddedAgainHearsWhatIsSentFromThenOn() {
        Group group = open(alice, bob);
        try (SseClient toBob = server.connect(bob)) {
            toBob.opening();
            long before = group.send(alice.userId(), "before");
            long removed = group.remove(bob.userId());
            group.fill(0, before);
            long without = group.send(alice.userId(), "without");
            group.fill(0, without);
            group.call("Hut 8");
            long again = group.add(bob.userId(), 1);
            group.fill(1, without);
            long with = group.send(alice.userId(), "with");
            group.fill(0, with);
            long filled = group.fill(1, with);
            assertThat(List.of(
                            toBob.event().id(),
                            toBob.event().id(),
                            toBob.event().id()))
                    .containsExactly(server.id(removed), server.id(again), server.id(filled));
        }
    }

    @Test
    void aResumeBringsTheSameBlocksAsTheStreamDidLive() {
        List<Block> live = new ArrayList<>();
        String opening;
        try (SseClient toBob = server.connect(bob)) {
            opening = toBob.opening();
            Group group = open(alice, bob);
            long first = group.send(alice.userId(), "one");
            long second = group.send(bob.userId(), "two");
            group.fill(0, second);
            group.fill(0, first, true);
            group.call("Hut 8");
            group.give(bob.userId(), MemberRole.OWNER);
            group.add(carol.userId(), 1);
            group.remove(bob.userId());
            for (int i = 0; i < 7; i++) {
                live.add(toBob.event());
            }
        }
        try (SseClient again = server.connect(bob, opening)) {
            for (Block block : live) {
                assertThat(again.event()).isEqualTo(block);
            }
        }
    }

    @Test
    void aMessageWhoseKeyIsGoneIsNotBroughtAndATitleWhoseKeyIsGoneIsLeftOut() {
        Group group = open(alice, bob);
        try (SseClient toBob = server.connect(bob)) {
            String opening = toBob.opening();
            long gone = group.send(alice.userId(), "gone");
            long kept = group.send(alice.userId(), "kept");
            server.readSide.shred(group.message(gone).content().keyId());
            group.fill(0, gone);
            long filled = group.fill(0, kept);
            assertThat(toBob.event().id()).isEqualTo(server.id(filled));
            Ciphertext title = Group.sealed("gone");
            server.titles.shred(title.keyId());
            group.call(title);
            long last = group.call("Hut 8");
            assertThat(toBob.event().id()).isEqualTo(server.id(last));
            try (SseClient again = server.connect(bob, opening)) {
                assertThat(List.of(again.event().id(), again.event().id()))
                        .containsExactly(server.id(filled), server.id(last));
            }
        }
    }

    @Test
    void aMessageIsReadAndEncodedOnceForAllLanes() {
        Group group = open(alice, bob);
        group.add(carol.userId(), 1);
        try (SseClient toBob = server.connect(bob);
                SseClient toCarol = server.connect(carol)) {
            toBob.opening();
            toCarol.opening();
            int lookUps = server.log.lookUps().size();
            int reads = server.readSide.reads();
            long sequence = group.send(alice.userId(), "hello");
            group.fill(0, sequence);
            group.fill(1, sequence);
            assertThat(toBob.event().data()).isEqualTo(toCarol.event().data());
            assertThat(server.readSide.reads()).isEqualTo(reads + 1);
            assertThat(server.log.lookUps()).hasSize(lookUps);
        }
    }

    @Test
    void messagesThatThisNodeHasNotHeardAreLookedUpTogether() {
        Group group = open(alice, bob);
        server.awaitFeed();
        LiveFeed feed = server.bean(LiveFeed.class);
        feed.stop();
        long first = group.send(alice.userId(), "one");
        long second = group.send(alice.userId(), "two");
        feed.start();
        long begin = server.log.head();
        int lookUps = server.log.lookUps().size();
        try (SseClient toBob = server.connect(bob)) {
            toBob.opening();
            group.fill(0, first);
            toBob.event();
            group.fill(0, second);
            toBob.event();
        }
        try (SseClient again = server.connect(bob, server.id(begin))) {
            again.event();
            again.event();
        }
        assertThat(server.log.lookUps().subList(lookUps, server.log.lookUps().size()))
                .containsExactly(
                        List.of(group.positionOf(first)),
                        List.of(group.positionOf(second)),
                        List.of(group.positionOf(first), group.positionOf(second)));
    }

    @Test
    void aGroupIsLoadedWhenAStreamIsOpenAndNotBefore() {
        Awaitility.await().until(() -> {
            server.log.append(Events.closed(UserId.random(), DeviceId.random()));
            return server.openStreams() == 0 || writeToAll();
        });
        Group group = open(alice, bob);
        int loads = server.memberships.loads();
        group.fill(0, group.send(alice.userId(), "one"));
        group.mark(bob.userId(), 1, 1);
        group.add(carol.userId(), 0);
        server.awaitFeed();
        assertThat(server.memberships.loads()).isEqualTo(loads);
        try (SseClient toCarol = server.connect(carol)) {
            toCarol.opening();
            long filled = group.fill(0, group.send(alice.userId(), "two"));
            assertThat(toCarol.event().id()).isEqualTo(server.id(filled));
            long left = group.remove(bob.userId());
            assertThat(toCarol.event().id()).isEqualTo(server.id(left));
            assertThat(server.memberships.loads()).isEqualTo(loads + 1);
        }
    }

    /** A server sees that a client has gone when it next writes. */
    private boolean writeToAll() {
        server.bean(StreamRegistry.class).forEach(stream -> stream.live(Frames.HEARTBEAT));
        return false;
    }

    @Test
    void ifItCannotBeFoundOutWhomAnEventIsForAllStreamsReadItAgain() throws Exception {
        server.awaitFeed();
        Group group = open(alice, bob);
        server.awaitFeed();
        server.bean(LiveFeed.class).stop();
        server.bean(LiveFeed.class).start();
        Caller stranger = caller();
        try (SseClient toBob = server.connect(bob);
                SseClient toStranger = server.connect(stranger)) {
            String opening = toBob.opening();
            toStranger.opening();
            server.memberships.fail(1);
            long missed = group.call("Hut 8");
            assertThat(toBob.endsWithin(Duration.ofSeconds(10))).isTrue();
            assertThat(toStranger.endsWithin(Duration.ofSeconds(10))).isTrue();
            try (SseClient again = server.connect(bob, opening)) {
                assertThat(again.event().id()).isEqualTo(server.id(missed));
                long next = group.call("Hut 6");
                assertThat(again.event().id()).isEqualTo(server.id(next));
            }
        }
    }

    @Test
    void receiptsGoToWhoSentWhatTheyConcernAndBearNoId() {
        Group group = open(alice, bob, carol);
        group.send(alice.userId(), "one");
        try (SseClient toAlice = server.connect(alice);
                SseClient toCarol = server.connect(carol)) {
            toAlice.opening();
            toCarol.opening();
            group.mark(bob.userId(), 1, 0);
            assertThat(toAlice.event().lines())
                    .containsExactly(
                            "event: receipt",
                            "data: {\"chatId\":\"" + group.id + "\",\"userId\":\"" + bob.userId()
                                    + "\",\"delivered\":1,\"read\":0}");
            group.call("Hut 8");
            assertThat(toCarol.event().event()).isEqualTo("chat");
        }
    }
}
