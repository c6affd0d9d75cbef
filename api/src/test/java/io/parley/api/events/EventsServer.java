package io.parley.api.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.api.degradation.Thinning;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.session.Caller;
import io.parley.api.testing.FakePushedLog;
import io.parley.api.testing.FakeTickets;
import io.parley.contract.delivery.PushedLog;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.session.StreamTickets;
import io.parley.contract.trace.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The gateway on a real server, over a log in memory. Callers are who they say they are. */
final class EventsServer implements AutoCloseable {

    final FakeLog log = new FakeLog();
    final FakeReadSide readSide = new FakeReadSide(log);
    final FakeMemberships memberships = new FakeMemberships(log);
    final FakeTitles titles = new FakeTitles();
    private final ConfigurableApplicationContext context;

    EventsServer(String... properties) {
        context = new SpringApplicationBuilder(App.class)
                .web(WebApplicationType.REACTIVE)
                .properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off")
                .properties("server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=5s")
                .properties(properties)
                .initializers(starting -> {
                    starting.getBeanFactory().registerSingleton("fakeLog", log);
                    starting.getBeanFactory().registerSingleton("fakeReader", readSide);
                    starting.getBeanFactory().registerSingleton("fakeMemberships", memberships);
                    starting.getBeanFactory().registerSingleton("fakeTitles", titles);
                })
                .run();
    }

    int port() {
        return Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    double count(String meter, String... tags) {
        return bean(MeterRegistry.class).get(meter).tags(tags).counter().count();
    }

    int openStreams() {
        return bean(StreamRegistry.class).size();
    }

    /** What a stream calls a position. */
    String id(long position) {
        return log.epoch() + "." + position;
    }

    /** Waits until what is in the log has been heard. */
    void awaitFeed() {
        Awaitility.await().until(() -> bean(LiveFeed.class).position() == log.head());
    }

    SseClient connect(Caller caller) {
        return SseClient.open(port(), caller, null);
    }

    SseClient connect(Caller caller, String lastEventId) {
        return SseClient.open(port(), caller, lastEventId);
    }

    @Override
    public void close() {
        context.close();
        readSide.close();
    }

    /** What stands for the rest of the edge. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({EventsConfiguration.class, EventsController.class, TicketsController.class, Problems.class})
    static class App implements WebFluxConfigurer {

        private final ObjectProvider<Tickets> tickets;

        App(ObjectProvider<Tickets> tickets) {
            this.tickets = tickets;
        }

        @Bean
        Tracing tracing() {
            return Tracing.NONE;
        }

        @Bean
        RandomIds ids() {
            return new RandomIds();
        }

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        SecurityObservationSettings securityObservations() {
            return SecurityObservationSettings.noObservations();
        }

        @Bean
        PushedLog pushedLog() {
            return new FakePushedLog();
        }

        @Bean
        StreamObserver nobody() {
            return caller -> () -> {};
        }

        @Bean
        Thinning asUsual() {
            return new Thinning() {
                @Override
                public Duration receiptGather(Duration usual) {
                    return usual;
                }

                @Override
                public Duration presenceEvery(Duration usual) {
                    return usual;
                }
            };
        }

        @Bean
        StreamTickets streamTickets() {
            return new FakeTickets();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        QueryGateway queryGateway(FakeReadSide readSide) {
            return readSide.gateway();
        }

        @Bean
        SecurityWebFilterChain open(ServerHttpSecurity http) {
            return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }

        @Override
        public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
            configurer.addCustomResolver(new CallerFromHeaders(tickets));
        }
    }

    private record CallerFromHeaders(ObjectProvider<Tickets> tickets) implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType().equals(Caller.class);
        }

        @Override
        public Mono<Object> resolveArgument(
                MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
            String ticket = exchange.getRequest().getQueryParams().getFirst("ticket");
            if (ticket != null) {
                return tickets.getObject().redeem(ticket).cast(Object.class);
            }
            return Mono.just(new Caller(
                    UserId.valueOf(header(exchange, "X-User")), DeviceId.valueOf(header(exchange, "X-Device"))));
        }

        private static String header(ServerWebExchange exchange, String name) {
            return Objects.requireNonNull(exchange.getRequest().getHeaders().getFirst(name));
        }
    }

    /** Says a rejection's code, and the status that goes with it. */
    @RestControllerAdvice
    static class Problems {

        @ExceptionHandler
        ResponseEntity<Map<String, String>> rejected(Rejection rejection) {
            HttpStatus status =
                    switch (rejection.code()) {
                        case INVALID_REQUEST -> HttpStatus.BAD_REQUEST;
                        case UNAUTHORIZED -> HttpStatus.UNAUTHORIZED;
                        case RATE_LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
                        default -> HttpStatus.SERVICE_UNAVAILABLE;
                    };
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("code", rejection.code().code()));
        }
    }
}
