package io.parley.e2e.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Seen;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Who is at one node is seen, and heard of, at the other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PresenceAcrossNodesIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    /** A lease, and a little more. */
    private static final Duration LEASE = Duration.ofSeconds(40);

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Cluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    @Order(1)
    void whoComesAndGoesAtOneNodeIsSeenAndHeardOfAtTheOther() {
        Person ada = Person.signsUp(cluster.one());
        Person ben = Person.signsUp(cluster.other());
        ada.chatWith(ben);
        try (SseStream adas = ada.listens()) {
            SseStream bens = ben.listens();
            Seen.isActive(ben);
            Seen.awaited(adas, ben, true);
            assertThat(Seen.one(ada, ben).online()).isTrue();
            assertThat(Seen.one(ada, ben).lastSeenAt())
                    .isEqualTo(Seen.one(ada.at(cluster.other()), ben).lastSeenAt());
            bens.close();
            Seen.awaited(adas, ben, false);
            assertThat(Seen.one(ada, ben).online()).isFalse();
        }
    }

    @Test
    @Order(2)
    void whoseDevicesAreAtBothNodesIsThereUntilTheLastIsGone() {
        Person ada = Person.signsUp(cluster.one());
        Person ben = Person.signsUp(cluster.other());
        ada.chatWith(ben);
        try (SseStream adas = ada.listens();
                SseStream kept = ben.at(cluster.one()).listens()) {
            SseStream closed = ben.listens();
            Seen.isActive(ben);
            Seen.awaited(adas, ben, true);
            closed.close();
            Eventually.pause(SOON);
            assertThat(Seen.one(ada, ben).online()).isTrue();
            assertThat(Seen.told(adas, ben)).extracting(Seen::online).containsOnly(true);
            assertThat(kept.hasEnded()).isFalse();
        }
    }

    @Test
    @Order(3)
    void whoTypesAtOneNodeIsHeardAtTheOther() {
        Person ada = Person.signsUp(cluster.one());
        Person ben = Person.signsUp(cluster.other());
        String chat = ada.chatWith(ben);
        try (SseStream bens = ben.listens();
                SseStream bensAtOne = ben.at(cluster.one()).listens()) {
            ada.post("/v1/chats/" + chat + "/typing").send().expect(202);
            for (SseStream stream : new SseStream[] {bens, bensAtOne}) {
                stream.awaitEvent(
                        "typing",
                        event -> event.json().path("userId").stringValue().equals(ada.id()));
            }
        }
    }

    @Test
    @Order(4)
    void whoWasAtANodeThatIsKilledIsGoneSoonAfterAndNodesThatStartAnewKnowWhoIsThere() {
        Person ada = Person.signsUp(cluster.one());
        Person ben = Person.signsUp(cluster.other());
        ada.chatWith(ben);
        try (SseStream adas = ada.listens()) {
            SseStream bens = ben.listens();
            Seen.isActive(ben);
            Seen.isActive(ada);
            Seen.awaited(adas, ben, true);
            cluster.other().kill();
            bens.close();
            Eventually.holds(LEASE, () -> assertThat(Seen.told(adas, ben))
                    .extracting(Seen::online)
                    .endsWith(false));
            assertThat(Seen.one(ada, ben).online()).isFalse();
            assertThat(Seen.one(ada, ben).lastSeenAt()).isNotNull();
            cluster.other().start();
            Seen.isActive(ada);
            Eventually.holds(SOON, () -> assertThat(
                            Seen.one(ben.at(cluster.other()), ada).online())
                    .isTrue());
        }
    }
}
