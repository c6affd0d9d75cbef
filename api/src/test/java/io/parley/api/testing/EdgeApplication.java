package io.parley.api.testing;

import com.github.benmanes.caffeine.cache.Ticker;
import io.parley.api.ApiConfiguration;
import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.TitleReader;
import io.parley.contract.degradation.AbandonedCommands;
import io.parley.contract.delivery.PushedLog;
import io.parley.contract.id.NodeId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageReader;
import io.parley.contract.purge.SigningKeys;
import io.parley.contract.purge.SigningKeys.SigningKey;
import io.parley.contract.session.StreamTickets;
import io.parley.contract.session.TokenKeys;
import io.parley.contract.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * The real edge on a real server, with everything behind it faked. The edge scans its package, in which this class lies too:
 * it is the configuration already, so that does no harm.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ApiConfiguration.class)
public class EdgeApplication {

    private static final byte[] SIGNING_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** The key by which certificates of the tests are checked. */
    public static final SigningKey PURGE_KEY = new SigningKey(
            "0123456789abcdef", "Ed25519", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");

    /** The key that the edge of the tests signs with. */
    public static byte[] signingKey() {
        return SIGNING_KEY.clone();
    }

    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    /** Limits go by the time that has passed, which here is what the clock was moved by. */
    @Bean
    @Primary
    Ticker movedTicker(MovableClock clock) {
        return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Bean
    Behind behind(Clock clock) {
        return new Behind(clock);
    }

    @Bean
    EventTail eventTail(Behind behind) {
        return behind.tail();
    }

    /** The stream, which has tests of its own, needs this and the next three; nothing is read here. */
    @Bean
    MessageReader messageReader() {
        return ciphertexts -> Map.of();
    }

    @Bean
    TitleReader titleReader() {
        return ciphertexts -> Map.of();
    }

    @Bean
    Memberships memberships() {
        return (chatId, upTo) -> List.of();
    }

    @Bean
    EventsByPosition eventsByPosition() {
        return new EventsByPosition() {
            @Override
            public List<LoggedEvent> at(List<Long> positions) {
                return List.of();
            }

            @Override
            public List<LoggedEvent> between(long after, long upTo, int limit) {
                return List.of();
            }
        };
    }

    @Bean
    PushedLog pushedLog() {
        return new FakePushedLog();
    }

    @Bean
    FakeActivity fakeActivity() {
        return new FakeActivity();
    }

    @Bean
    FakeTyping fakeTyping() {
        return new FakeTyping();
    }

    @Bean
    StreamTickets streamTickets() {
        return new FakeTickets();
    }

    @Bean
    SigningKeys signingKeys() {
        return () -> List.of(PURGE_KEY, new SigningKey("fedcba9876543210", "Ed25519", "an older one"));
    }

    @Bean
    FakeDeadLetters deadLetterRepair(Behind behind) {
        return behind.deadLetters();
    }

    @Bean
    FakeMediaChecks mediaChecks(Clock clock) {
        return new FakeMediaChecks(clock);
    }

    @Bean
    FakeRotations keyRotations(Clock clock) {
        return new FakeRotations(clock);
    }

    @Bean
    FakeLogReader logReader() {
        return new FakeLogReader();
    }

    @Bean
    FakeUploads resumableUploads(Clock clock) {
        return new FakeUploads(clock);
    }

    @Bean
    FakeMedia fakeMedia() {
        return new FakeMedia();
    }

    @Bean
    NodeId nodeId() {
        return NodeId.random();
    }

    @Bean
    Tracing tracing() {
        return Tracing.NONE;
    }

    @Bean
    AbandonedCommands abandonedCommands(Behind behind) {
        return behind.abandoned()::add;
    }

    @Bean
    TokenKeys tokenKeys() {
        return EdgeApplication::signingKey;
    }

    @Bean
    CommandGateway commandGateway(Behind behind) {
        return DefaultCommandGateway.builder().commandBus(behind.commandBus()).build();
    }

    @Bean
    QueryGateway queryGateway(Behind behind) {
        return DefaultQueryGateway.builder().queryBus(behind.queryBus()).build();
    }
}
