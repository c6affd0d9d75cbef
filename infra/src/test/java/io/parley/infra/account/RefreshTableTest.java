package io.parley.infra.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.session.RefreshGenerations;
import io.parley.contract.id.DeviceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshTableTest extends AccountFixture {

    private final DeviceId device = DeviceId.random();

    @BeforeEach
    void begin() {
        node().inTransaction(() -> node().get(RefreshGenerations.class).begin(device));
    }

    private boolean advance(int from) {
        return node().inTransaction(() -> node().get(RefreshGenerations.class).advance(device, from));
    }

    @Test
    void theGenerationsFollowEachOther() {
        assertThat(advance(1)).isTrue();
        assertThat(advance(2)).isTrue();
        assertThat(advance(3)).isTrue();
    }

    @Test
    void aGenerationIsValidOnce() {
        advance(1);

        assertThat(advance(1)).isFalse();
        assertThat(advance(3)).isFalse();
        assertThat(advance(2)).isTrue();
    }

    @Test
    void aSessionThatWasNeverBegunHasNone() {
        assertThat(node().inTransaction(
                                () -> node().get(RefreshGenerations.class).advance(DeviceId.random(), 1)))
                .isFalse();
    }

    @Test
    void anAdvanceThatWasRolledBackDidNotHappen() {
        node().rolledBack(() -> node().get(RefreshGenerations.class).advance(device, 1));

        assertThat(advance(1)).isTrue();
    }

    @Test
    void ofTwoAtOnceTheSecondLosesIfTheFirstCommits() throws Exception {
        assertThat(whileHeld(
                        () -> node().get(RefreshGenerations.class).advance(device, 1),
                        () -> advance(1),
                        Outcome.COMMIT))
                .isFalse();
    }

    @Test
    void ofTwoAtOnceTheSecondWinsIfTheFirstRollsBack() throws Exception {
        assertThat(whileHeld(
                        () -> node().get(RefreshGenerations.class).advance(device, 1),
                        () -> advance(1),
                        Outcome.ROLLBACK))
                .isTrue();
    }
}
