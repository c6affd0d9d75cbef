package io.parley.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final SessionToken SOMEBODYS =
            new SessionToken(new Caller(new UserId(UUID.randomUUID()), new DeviceId(UUID.randomUUID())), 0);

    @Test
    void whatWasVerifiedIsKnownUntilItRunsOut() {
        assertThat(at(NOW, NOW).find("token")).contains(SOMEBODYS);
        assertThat(at(NOW.plusMillis(1), NOW).find("token")).isEmpty();
    }

    @Test
    void onlyTheVeryTextIsKnown() {
        assertThat(at(NOW, NOW.plusSeconds(1)).find("token ")).isEmpty();
        assertThat(at(NOW, NOW.plusSeconds(1)).find("")).isEmpty();
    }

    private static VerifiedTokens at(Instant now, Instant expiresAt) {
        VerifiedTokens tokens = new VerifiedTokens(10, Duration.ofMinutes(15), Clock.fixed(now, ZoneOffset.UTC));
        tokens.remember("token", SOMEBODYS, expiresAt);
        return tokens;
    }
}
