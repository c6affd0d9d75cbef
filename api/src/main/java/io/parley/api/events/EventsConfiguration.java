package io.parley.api.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import io.parley.api.degradation.Thinning;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.problem.ReadyProblem;
import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.TitleReader;
import io.parley.contract.degradation.Signal;
import io.parley.contract.delivery.PushedLog;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.message.MessageReader;
import io.parley.contract.session.StreamTickets;
import io.parley.contract.trace.Tracing;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Puts the SSE gateway together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
class EventsConfiguration {

    private static final int IDLE_THREAD_SECONDS = 60;

    /** How many times as fast as streams open the requests for them come in. */
    private static final int ARRIVALS = 2;

    /** Where streams do what blocks: few threads, and room for a page of every stream. */
    @Bean(destroyMethod = "dispose")
    Scheduler streamScheduler(StreamProperties properties) {
        return Schedulers.newBoundedElastic(
                properties.resume().threads(), properties.perNode(), "parley-stream", IDLE_THREAD_SECONDS, true);
    }

    /** When streams do what is due: one thread, on which nothing may block. */
    @Bean(destroyMethod = "dispose")
    Scheduler streamTimer() {
        return Schedulers.newSingle("parley-stream-clock", true);
    }

    @Bean
    StreamRegistry streamRegistry(StreamProperties properties, MeterRegistry meters) {
        StreamRegistry registry = new StreamRegistry(properties.perUser(), properties.perNode());
        Gauge.builder("parley.stream.open", registry, StreamRegistry::size)
                .description("Streams open on this node")
                .register(meters);
        return registry;
    }

    @Bean
    HeardMessages heardMessages(StreamProperties properties) {
        return new HeardMessages(properties.groups().messages().toBytes());
    }

    @Bean
    LatelyEnded latelyEnded() {
        return new LatelyEnded();
    }

    @Bean
    Frames streamFrames(
            EventTail tail,
            MessageReader messages,
            TitleReader titles,
            EventsByPosition log,
            HeardMessages heard,
            LatelyEnded ended,
            JsonMapper mapper,
            StreamProperties properties) {
        Contents contents = new Contents(messages, titles, log, heard, ended);
        return new Frames(tail, contents, mapper, properties.groups().messages().toBytes());
    }

    @Bean
    GroupReceipts groupReceipts(
            StreamProperties properties,
            StreamRegistry registry,
            Frames frames,
            LatelyEnded ended,
            Thinning thinning,
            Scheduler streamTimer) {
        Duration usual = properties.groups().receiptGather();
        return new GroupReceipts(
                properties.groups(), () -> thinning.receiptGather(usual), registry, frames, ended, streamTimer);
    }

    @Bean
    LiveFeed liveFeed(
            EventTail tail,
            StreamRegistry registry,
            Frames frames,
            HeardMessages heard,
            LatelyEnded ended,
            Memberships memberships,
            GroupReceipts receipts,
            Tracing tracing,
            StreamProperties properties) {
        Rosters rosters = new Rosters(memberships, properties.groups().members());
        return new LiveFeed(tail, registry, frames, heard, rosters, receipts, ended, tracing);
    }

    @Bean
    Starts streamStarts(EventTail tail, LiveFeed feed, Scheduler streamScheduler, StreamProperties properties) {
        return new Starts(tail, feed, streamScheduler, properties.resume().feedWait());
    }

    @Bean
    StreamGateway streamGateway(
            StreamProperties properties,
            StreamRegistry registry,
            LiveFeed feed,
            Frames frames,
            QueryGateway queries,
            Scheduler streamScheduler,
            PushedLog pushed,
            LatelyEnded ended,
            StreamObserver observer,
            StreamMetrics metrics) {
        ResumeReader reader = new ResumeReader(queries, frames, streamScheduler, properties.resume(), ended);
        return new StreamGateway(
                properties, registry, feed, frames, reader, metrics, pushed, ended, observer, new Random());
    }

    @Bean
    PassingEvents passingEvents(StreamRegistry registry, Frames frames) {
        return new PassingFrames(registry, frames);
    }

    @Bean
    Admittance streamAdmittance(StreamProperties properties, MeterRegistry meters) {
        return new Admittance("streams", properties.opensPerSecond(), properties.openWait(), meters);
    }

    @Bean
    Arrivals streamArrivals(StreamProperties properties, RandomIds ids, JsonMapper json, MeterRegistry meters) {
        Admittance faster =
                new Admittance("requests", ARRIVALS * properties.opensPerSecond(), properties.openWait(), meters);
        return new Arrivals(faster, new ReadyProblem(json, ErrorCode.OVERLOADED, Admittance.REFUSAL), ids);
    }

    @Bean
    StreamMetrics streamMetrics(MeterRegistry meters) {
        return new StreamMetrics(meters);
    }

    @Bean
    Signal streamCuts(StreamMetrics metrics, StreamProperties properties) {
        return new StreamCuts(metrics::tooSlow, System::nanoTime, properties.cutsPerSecond());
    }

    @Bean
    StreamClock streamClock(StreamRegistry registry, StreamProperties properties, Scheduler streamTimer) {
        return new StreamClock(registry, StreamLimits.tick(properties), streamTimer);
    }

    @Bean
    StreamShutdown streamShutdown(StreamRegistry registry) {
        return new StreamShutdown(registry);
    }

    /** A stream lasts for hours: timed as a request it would hold memory for as long, and spoil the figures of the others. */
    @Bean
    ObservationPredicate streamsAreNotTimedAsRequests() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext request && isStream(request));
    }

    private static boolean isStream(ServerRequestObservationContext request) {
        ServerHttpRequest carrier = request.getCarrier();
        return carrier != null
                && carrier.getPath().pathWithinApplication().value().equals(EventsController.PATH);
    }

    @Bean
    Tickets tickets(StreamTickets issued, StreamProperties properties, Clock clock, Scheduler streamScheduler) {
        return new Tickets(issued, properties.tickets(), new SecureRandom(), clock, streamScheduler);
    }
}
