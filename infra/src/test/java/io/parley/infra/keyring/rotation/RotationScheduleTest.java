package io.parley.infra.keyring.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.keys.KeyRotations;
import io.parley.contract.keys.Rotation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationScheduleTest extends RotationFixture {

    @Test
    void aNodeThatStartsRotatesIfTheLastTimeIsLongEnoughAgo() {
        rotate(node);
        node.jdbc()
                .sql("UPDATE work.rotation SET began_at = began_at - interval '25 hours'")
                .update();
        Optional<Rotation> before = node.get(KeyRotations.class).latest();

        start(point -> {}, Map.of("parley.keys.rotate-every", "1d"));
        await(() -> !node.get(KeyRotations.class).latest().equals(before));

        assertThat(awaitEnd().rotationId()).isNotEqualTo(before.orElseThrow().rotationId());
    }

    @Test
    void aKeyringThatWasNeverRotatedIsAsOldAsItsFirstKeys() {
        node.jdbc()
                .sql("UPDATE work.keyring SET created_at = created_at - interval '25 hours'")
                .update();

        start(point -> {}, Map.of("parley.keys.rotate-every", "P1D"));
        await(() -> node.get(KeyRotations.class).latest().isPresent());

        assertThat(awaitEnd().failure()).isNull();
    }

    @Test
    void oneThatIsNotDueIsNotBegun() throws InterruptedException {
        start(point -> {}, Map.of("parley.keys.rotate-every", "1d"));

        Thread.sleep(500);

        assertThat(node.get(KeyRotations.class).latest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "Never", "1d", "PT12H", "90m"})
    void periodsAreWrittenInEitherForm(String setting) {
        assertThat(new RotationProperties(setting, 1, 1, "").period().isEmpty())
                .isEqualTo(setting.equalsIgnoreCase("never"));
        assertThat(new RotationProperties("P1D", 1, 1, "").period()).contains(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1d", "sometimes", "", "PT0.5S", "4000d"})
    void whatIsNoPeriodIsRefused(String setting) {
        assertThatThrownBy(() -> new RotationProperties(setting, 1, 1, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_000})
    void batchesAndThreadsHaveBounds(int number) {
        assertThatThrownBy(() -> new RotationProperties("1d", number, 1, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RotationProperties("1d", 1, number, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
