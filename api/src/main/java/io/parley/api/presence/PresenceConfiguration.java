package io.parley.api.presence;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.api.degradation.Shedding;
import io.parley.api.degradation.Thinning;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.events.PassingEvents;
import io.parley.contract.log.EventTail;
import io.parley.contract.presence.ActivityFeed;
import io.parley.contract.presence.ActivityLog;
import io.parley.contract.presence.TypingFeed;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Puts presence together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PresenceProperties.class)
class PresenceConfiguration {

    /** Contacts who were told of others, some fifty bytes each. */
    private static final int MOST_SHOWN = 500_000;

    private static final Ticker TICKER = Ticker.systemTicker();

    /** When presence does what is due: one thread, on which nothing may block. */
    @Bean(destroyMethod = "dispose")
    Scheduler presenceTimer() {
        return Schedulers.newSingle("parley-presence", true);
    }

    @Bean
    PresenceMetrics presenceMetrics(MeterRegistry meters) {
        return new PresenceMetrics(meters);
    }

    @Bean
    PresenceBoard presenceBoard(PresenceProperties properties, ActivityLog log, Clock clock, PresenceMetrics metrics) {
        PresenceBoard board = new PresenceBoard(properties, log, clock, TICKER);
        metrics.watch(board);
        return board;
    }

    @Bean
    UserActivity userActivity(PresenceBoard board) {
        return new UserActivity(board);
    }

    @Bean
    StreamsHere streamsHere(PresenceBoard board, ActivityLog log, RandomIds ids, Clock clock) {
        return new StreamsHere(board, log, ids, clock, TICKER);
    }

    /** Of the timer's thread. */
    @Bean
    Shown shownHere() {
        return new Shown(MOST_SHOWN);
    }

    @Bean
    PresenceWithdrawal presenceWithdrawal(
            PresenceProperties properties,
            Shown shown,
            Queries queries,
            PassingEvents events,
            PresenceMetrics metrics,
            Scheduler presenceTimer) {
        return new PresenceWithdrawal(properties.push(), shown, queries::ask, events, metrics, presenceTimer);
    }

    @Bean
    PresencePusher presencePusher(
            PresenceProperties properties,
            PresenceBoard board,
            Queries queries,
            PassingEvents events,
            Shown shown,
            PresenceMetrics metrics,
            Scheduler presenceTimer,
            Shedding shedding,
            Thinning thinning) {
        PresencePusher pusher = new PresencePusher(
                properties.push(), board, queries::ask, events, shown, metrics, presenceTimer, TICKER);
        board.onChange(pusher::changed);
        Duration usual = properties.push().pace();
        shedding.onChange(state -> pusher.pace(thinning.presenceEvery(usual)));
        return pusher;
    }

    @Bean
    TypingRelay typingRelay(
            PresenceProperties properties,
            Queries queries,
            PassingEvents events,
            TypingFeed others,
            PresenceMetrics metrics) {
        return new TypingRelay(properties.typing(), queries, events, others, metrics, TICKER);
    }

    @Bean
    PresenceLifecycle presenceLifecycle(
            PresenceProperties properties,
            PresenceBoard board,
            PresencePusher pusher,
            StreamsHere here,
            TypingRelay typing,
            ActivityFeed activities,
            TypingFeed typists,
            PresenceWithdrawal withdrawal,
            EventTail tail,
            Clock clock,
            Scheduler presenceTimer) {
        StreamsElsewhere elsewhere = new StreamsElsewhere(board, here, properties.tracked(), clock, TICKER);
        return new PresenceLifecycle(
                board,
                pusher,
                elsewhere,
                typing,
                activities,
                typists,
                () -> tail.follow("presence", tail.head(), withdrawal::hear),
                properties.sweep(),
                presenceTimer);
    }
}
