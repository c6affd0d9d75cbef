package io.parley.command.chat;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.FieldError;
import io.parley.contract.error.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionRulesTest {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Retention BEFORE = new Retention(Duration.ofHours(1), NOON.plus(YEAR));

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT1.001S", "PT1M", "P365D"})
    void aMessageMayLiveFromASecondToAYear(Duration ttl) {
        assertThatCode(() -> RetentionRules.require(new Retention(ttl, null), NOON))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT0S",
                "PT-1S",
                "PT0.999S",
                "PT0.999999999S",
                "PT1.0005S",
                "PT1.000000001S",
                "PT8760H0.001S",
                "PT8760H0.000000001S",
                "PT2562047788015215H30M7S",
                "PT-2562047788015215H-30M-8S"
            })
    void noOtherTimeToLiveIsTaken(Duration ttl) {
        assertThat(fieldRefused(new Retention(ttl, null))).isEqualTo("messageTtl");
    }

    static Stream<Instant> ahead() {
        return Stream.of(NOON.plusMillis(1), NOON.plusSeconds(1), NOON.plus(YEAR));
    }

    @ParameterizedTest
    @MethodSource("ahead")
    void aChatMayGoFromTheNextMillisecondToAYearAhead(Instant expiresAt) {
        assertThatCode(() -> RetentionRules.require(new Retention(null, expiresAt), NOON))
                .doesNotThrowAnyException();
    }

    static Stream<Instant> notAhead() {
        return Stream.of(
                NOON,
                NOON.minusMillis(1),
                NOON.plus(YEAR).plusMillis(1),
                NOON.plusSeconds(1).plusNanos(1),
                NOON.plusSeconds(1).plusNanos(999_999),
                Instant.MIN,
                Instant.MAX);
    }

    @ParameterizedTest
    @MethodSource("notAhead")
    void noOtherEndIsTaken(Instant expiresAt) {
        assertThat(fieldRefused(new Retention(null, expiresAt))).isEqualTo("expiresAt");
    }

    @Test
    void aChatMayLiveForEver() {
        assertThatCode(() -> RetentionRules.require(Retention.FOR_EVER, NOON)).doesNotThrowAnyException();
    }

    @Test
    void whatIsNotNamedStays() {
        Retention other = new Retention(Duration.ofSeconds(1), NOON.plusSeconds(1));

        assertThat(changed(other, false, false)).isEqualTo(BEFORE);
        assertThat(changed(other, true, false)).isEqualTo(new Retention(other.messageTtl(), BEFORE.expiresAt()));
        assertThat(changed(other, false, true)).isEqualTo(new Retention(BEFORE.messageTtl(), other.expiresAt()));
        assertThat(changed(other, true, true)).isEqualTo(other);
    }

    @Test
    void nullClearsWhatIsNamed() {
        assertThat(changed(Retention.FOR_EVER, true, false)).isEqualTo(new Retention(null, BEFORE.expiresAt()));
        assertThat(changed(Retention.FOR_EVER, false, true)).isEqualTo(new Retention(BEFORE.messageTtl(), null));
        assertThat(changed(Retention.FOR_EVER, true, true)).isEqualTo(Retention.FOR_EVER);
    }

    @Test
    void whatIsNotNamedIsNotLookedAt() {
        Retention bad = new Retention(Duration.ZERO, NOON);

        assertThat(changed(bad, false, false)).isEqualTo(BEFORE);
    }

    @Test
    void anEndThatHasPassedMeanwhileIsNoObstacleToAnotherTimeToLive() {
        Retention late = new Retention(null, NOON.minusSeconds(1));
        ChangeRetention change = new ChangeRetention(CHAT, ALICE, BEFORE, true, false);

        assertThat(RetentionRules.changed(late, change, RetentionPolicy.NONE, NOON))
                .isEqualTo(new Retention(BEFORE.messageTtl(), late.expiresAt()));
    }

    private static Retention changed(Retention retention, boolean ttlNamed, boolean expiryNamed) {
        return RetentionRules.changed(
                BEFORE, new ChangeRetention(CHAT, ALICE, retention, ttlNamed, expiryNamed), RetentionPolicy.NONE, NOON);
    }

    private static @Nullable String fieldRefused(Retention retention) {
        Rejection refusal = catchThrowableOfType(Rejection.class, () -> RetentionRules.require(retention, NOON));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        List<String> fields = refusal.errors().stream().map(FieldError::field).toList();
        assertThat(fields).hasSize(1);
        return fields.get(0);
    }
}
