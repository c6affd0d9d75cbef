package io.parley.infra.axon;

import io.parley.contract.trace.Tracing;
import io.parley.infra.database.MessageThread;
import io.parley.infra.tracing.TracedHandling;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Axon's tracking processor, which waits on the log's tail and is woken by it. After a failure it tries again soon, and then after
 * longer and longer pauses up to a bound: Axon's own begin at a second and end at a minute, for which readers would have to wait
 * when a database is back after an outage.
 */
final class FollowingProcessor extends TrackingEventProcessor {

    /** A thread is made for a segment that is claimed and no other; one more looks for segments. */
    private static final int MOST_THREADS = ProcessorProperties.MOST_SEGMENTS + 1;

    /** By how much pauses are shorter than Axon's. */
    private static final int SHORTER = 10;

    /** After so long without an event the only segment's claim is extended. */
    private static final Duration IDLE_ALONE = Duration.ofSeconds(1);

    /** After so long a segment that has none of the events stores its token: readers wait for it too. */
    private static final Duration IDLE_BESIDE_OTHERS = Duration.ofMillis(50);

    private final long longestPause;

    private FollowingProcessor(Builder builder, Duration longestPause) {
        super(builder);
        this.longestPause = longestPause.toMillis();
    }

    static EventProcessor create(
            String name,
            Configuration axon,
            StreamableMessageSource<TrackedEventMessage<?>> log,
            EventHandlerInvoker handlers,
            ProcessorProperties properties,
            boolean startedWithAxon) {
        return create(
                name, axon, log, handlers, properties, settings(properties).andAutoStart(startedWithAxon));
    }

    /** One that is started later, on threads that have connections of their own. */
    static EventProcessor createForMessages(
            String name,
            Configuration axon,
            StreamableMessageSource<TrackedEventMessage<?>> log,
            EventHandlerInvoker handlers,
            ProcessorProperties properties) {
        TrackingEventProcessorConfiguration settings =
                settings(properties).andAutoStart(false).andThreadFactory(FollowingProcessor::messageThreads);
        return create(name, axon, log, handlers, properties, settings);
    }

    private static ThreadFactory messageThreads(String processor) {
        AtomicInteger made = new AtomicInteger();
        return task -> new MessageThread(task, processor + "-" + made.getAndIncrement());
    }

    private static EventProcessor create(
            String name,
            Configuration axon,
            StreamableMessageSource<TrackedEventMessage<?>> log,
            EventHandlerInvoker handlers,
            ProcessorProperties properties,
            TrackingEventProcessorConfiguration settings) {
        Builder builder = TrackingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(handlers)
                .errorHandler(PropagatingErrorHandler.instance())
                .messageMonitor(axon.messageMonitor(EventProcessor.class, name))
                .messageSource(log)
                .tokenStore(axon.getComponent(TokenStore.class))
                .transactionManager(axon.getComponent(TransactionManager.class))
                .trackingEventProcessorConfiguration(settings);
        EventProcessor processor = new FollowingProcessor(builder, properties.longestPause());
        processor.registerHandlerInterceptor(
                new TracedHandling(axon.getComponent(Tracing.class, () -> Tracing.NONE), "project", name));
        return processor;
    }

    private static TrackingEventProcessorConfiguration settings(ProcessorProperties properties) {
        Duration idle = properties.segments() == 1 ? IDLE_ALONE : IDLE_BESIDE_OTHERS;
        return TrackingEventProcessorConfiguration.forParallelProcessing(MOST_THREADS)
                .andInitialSegmentsCount(properties.segments())
                .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                .andBatchSize(properties.batchSize())
                .andEventAvailabilityTimeout(idle.toMillis(), TimeUnit.MILLISECONDS)
                .andTokenClaimInterval(properties.claimInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doSleepFor(long millisToSleep) {
        super.doSleepFor(Math.min(millisToSleep / SHORTER, longestPause));
    }
}
