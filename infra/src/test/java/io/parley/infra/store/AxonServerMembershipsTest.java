package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.contract.chat.Spell;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ReceiptsId;
import io.parley.infra.axonserver.AxonServerDouble;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same on Axon Server, which does not tell where in the log an aggregate's event is. */
class AxonServerMembershipsTest extends MembershipsContract {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @AutoClose
    private final AxonServerDouble server = new AxonServerDouble();

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("parley.axon-server.timeout", "2s");
        return settings;
    }

    /** What others recorded later may be appended before; a clock may be ahead of theirs, a little or by far. */
    @ParameterizedTest
    @ValueSource(strings = {"-PT10S", "PT0S", "PT30S", "PT2H"})
    void positionsAreFoundThoughClocksDiffer(Duration ahead) {
        GroupLog others = new GroupLog(store);
        others.setTime(NOON);
        others.open(cid, bob);
        for (int i = 0; i < 100; i++) {
            others.setTime(NOON.plusSeconds(i));
            others.send();
        }
        group.setTime(NOON.plusSeconds(100).plus(ahead));
        long opened = group.open(ann, bob);
        others.setTime(NOON.plusSeconds(101));
        others.send();
        long added = group.add(cid, 2);
        others.send();

        assertThat(spells()).extracting(Spell::from).containsExactly(opened, opened, added);
    }

    @Test
    void whatIsKnownIsToldWithoutTheServer() {
        long opened = group.open(ann, bob);
        store.append(Examples.counted(Examples.newAggregate(), 0));
        assertThat(spells(opened)).hasSize(2);

        server.stop();

        assertThat(spells(opened)).hasSize(2);
        assertThat(spells(opened + 1)).hasSize(2);
    }

    @Test
    void whileTheServerIsAwayThatIsSaidAndAfterwardsItGoesOn() {
        group.open(ann, bob);

        server.stop();
        assertThatThrownBy(this::spells).isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(refusal.code())
                .isEqualTo(ErrorCode.UNAVAILABLE));
        server.restart();

        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(Rejection.class)
                .untilAsserted(() -> assertThat(spells()).hasSize(2));
    }

    @Test
    void anotherAggregateHasNoMembers() {
        ReceiptsId tally = Examples.newAggregate();
        store.append(Examples.counted(tally, 0));

        assertThat(node.bean(io.parley.contract.chat.Memberships.class).of(tally.chatId(), Long.MAX_VALUE))
                .isEmpty();
    }
}
