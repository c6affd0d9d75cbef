package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.events.Events.Chat;
import io.parley.contract.id.UserId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receipts in groups, with the time in the test's hands. */
class GroupReceiptsTest {

    private final UserId alice = UserId.random();
    private final UserId bob = UserId.random();
    private final UserId carol = UserId.random();
    private Streams streams = new Streams(256, 50);
    private Group group = Group.open(streams.log, alice, bob, carol);

    @AfterEach
    void stop() {
        streams.close();
    }

    private void bounds(int window, int waiting) {
        streams.close();
        streams = new Streams(Streams.properties(256, 50, Streams.groups(window, waiting)));
        group = Group.open(streams.log, alice, bob, carol);
    }

    private Streams.Taken open(UserId user) {
        return streams.open(Streams.caller(user), new Start.Now());
    }

    /** Waits until the feed has heard everything. */
    private void heard() {
        UserId anybody = UserId.random();
        try (Streams.Taken taken = open(anybody)) {
            taken.await(streams.log.append(Events.opened(Chat.of(anybody, UserId.random()))));
        }
    }

    private void later(int millis) {
        heard();
        streams.timer.advanceTimeBy(Duration.ofMillis(millis));
    }

    private String data(UserId marker, long delivered, long read) {
        return "data: {\"chatId\":\"" + group.id + "\",\"userId\":\"" + marker + "\",\"delivered\":" + delivered
                + ",\"read\":" + read + "}";
    }

    private void restartFeed() {
        heard();
        streams.feed.stop();
        streams.feed.start();
    }

    @Test
    void theyWaitForAWhileAndThenTheLatestOfEachMemberGoOutInOneWrite() {
        group.send(alice, "one");
        group.send(alice, "two");
        try (Streams.Taken toAlice = open(alice)) {
            group.mark(bob, 1, 0);
            group.mark(carol, 1, 1);
            group.mark(bob, 2, 0);
            group.mark(bob, 2, 2);
            later(249);
            int writes = toAlice.writes();
            assertThat(toAlice.receipts()).isEmpty();
            later(1);
            assertThat(toAlice.receipts()).containsExactly(data(bob, 2, 2), data(carol, 1, 1));
            assertThat(toAlice.writes()).isEqualTo(writes + 1);
        }
    }

    @Test
    void whatComesAfterThemWaitsForTheNextTime() {
        group.send(alice, "one");
        try (Streams.Taken toAlice = open(alice)) {
            group.mark(bob, 1, 0);
            later(250);
            group.mark(bob, 1, 1);
            later(249);
            assertThat(toAlice.receipts()).containsExactly(data(bob, 1, 0));
            later(1);
            assertThat(toAlice.receipts()).containsExactly(data(bob, 1, 0), data(bob, 1, 1));
        }
    }

    @Test
    void aThousandReadersCostEachSenderOneWrite() {
        List<UserId> readers = Stream.generate(UserId::random).limit(1_000).toList();
        group.send(alice, "one");
        group.send(bob, "two");
        try (Streams.Taken toAlice = open(alice);
                Streams.Taken toBob = open(bob)) {
            readers.forEach(reader -> group.mark(reader, 2, 2));
            heard();
            int writes = toAlice.writes() + toBob.writes();
            streams.timer.advanceTimeBy(Duration.ofMillis(250));
            assertThat(toAlice.receipts()).hasSize(1_000);
            assertThat(toBob.receipts()).hasSize(1_000);
            assertThat(toAlice.writes() + toBob.writes()).isEqualTo(writes + 2);
        }
    }

    @Test
    void theyGoToThoseWhoseMessagesTheyReachAndNeverToTheirOwnMember() {
        group.send(alice, "one");
        group.send(bob, "two");
        try (Streams.Taken toAlice = open(alice);
                Streams.Taken toBob = open(bob);
                Streams.Taken toCarol = open(carol)) {
            group.mark(carol, 1, 0);
            group.mark(bob, 2, 2);
            group.mark(alice, 2, 0);
            later(250);
            assertThat(toAlice.receipts()).containsExactly(data(carol, 1, 0), data(bob, 2, 2));
            assertThat(toBob.receipts()).containsExactly(data(alice, 2, 0));
            assertThat(toCarol.receipts()).isEmpty();
        }
    }

    @Test
    void whoSentNothingLatelyHearsOfNone() {
        bounds(3, 1_000);
        group.send(alice, "one");
        group.send(bob, "two");
        group.send(bob, "three");
        group.send(bob, "four");
        try (Streams.Taken toAlice = open(alice);
                Streams.Taken toBob = open(bob)) {
            group.mark(carol, 4, 4);
            later(250);
            assertThat(toAlice.receipts()).isEmpty();
            assertThat(toBob.receipts()).containsExactly(data(carol, 4, 4));
        }
    }

    @Test
    void whereItIsNotKnownWhoSentTheLastMessagesTheyGoToAllMembers() {
        bounds(3, 1_000);
        group.send(alice, "one");
        restartFeed();
        group.send(carol, "two");
        try (Streams.Taken toAlice = open(alice);
                Streams.Taken toCarol = open(carol);
                Streams.Taken toStranger = open(UserId.random())) {
            group.mark(bob, 2, 2);
            later(250);
            assertThat(toAlice.receipts()).containsExactly(data(bob, 2, 2));
            assertThat(toCarol.receipts()).containsExactly(data(bob, 2, 2));
            assertThat(toStranger.receipts()).isEmpty();
            group.send(carol, "three");
            group.send(carol, "four");
            group.mark(bob, 4, 4);
            later(250);
            assertThat(toAlice.receipts()).as("all of the last three are known").hasSize(1);
            assertThat(toCarol.receipts()).contains(data(bob, 4, 4));
        }
    }

    @Test
    void whoLeavesHearsOfNoneNotEvenOfThoseThatWait() {
        group.send(alice, "one");
        try (Streams.Taken toAlice = open(alice)) {
            group.mark(bob, 1, 1);
            group.remove(alice);
            later(250);
            assertThat(toAlice.receipts()).isEmpty();
        }
        restartFeed();
        try (Streams.Taken toBob = open(bob)) {
            group.mark(carol, 1, 1);
            group.remove(bob);
            later(250);
            assertThat(toBob.receipts()).isEmpty();
        }
    }

    @Test
    void ofMoreThanMayWaitAllGoOutEarly() {
        bounds(1_000, 3);
        group.send(alice, "one");
        try (Streams.Taken toAlice = open(alice)) {
            group.mark(bob, 1, 0);
            group.mark(carol, 1, 0);
            heard();
            assertThat(toAlice.receipts()).isEmpty();
            group.mark(UserId.random(), 1, 0);
            heard();
            Awaitility.await().until(() -> toAlice.receipts().size() == 3);
        }
    }

    @Test
    void theMarksOfADirectChatDoNotWait() {
        Chat chat = Chat.of(alice, bob);
        try (Streams.Taken toAlice = open(alice)) {
            streams.log.append(Events.receipt(chat, bob, 1, 1));
            heard();
            assertThat(toAlice.receipts()).hasSize(1);
        }
    }

    @Test
    void whatWaitsWhenTheNodeStopsIsLeftToTheResume() {
        group.send(alice, "one");
        try (Streams.Taken toAlice = open(alice)) {
            group.mark(bob, 1, 1);
            restartFeed();
            streams.timer.advanceTimeBy(Duration.ofMillis(250));
            assertThat(toAlice.receipts()).isEmpty();
        }
        try (Streams.Taken again = streams.open(Streams.caller(alice), new Start.After(1))) {
            Awaitility.await().until(() -> again.receipts().equals(List.of(data(bob, 1, 1))));
        }
    }
}
