package io.parley.api.testing;

import io.parley.api.ApiConfiguration;
import io.parley.contract.log.EventTail;
import io.parley.contract.session.TokenKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The real edge on a real server, with everything behind it faked. The edge scans its package, in which this class lies too:
 * it is the configuration already, so that does no harm.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ApiConfiguration.class)
public class EdgeApplication {

    /** The key that the edge of the tests signs with. */
    public static final byte[] SIGNING_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    @Bean
    Behind behind(Clock clock) {
        return new Behind(clock);
    }

    @Bean
    EventTail eventTail(Behind behind) {
        return behind.tail();
    }

    @Bean
    TokenKeys tokenKeys() {
        return SIGNING_KEY::clone;
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
