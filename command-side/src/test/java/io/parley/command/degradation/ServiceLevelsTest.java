package io.parley.command.degradation;

import io.parley.contract.degradation.DegradationCommand.RecordServiceLevel;
import io.parley.contract.degradation.DegradationEvent.ServiceLevelChanged;
import io.parley.contract.degradation.Reading;
import io.parley.contract.degradation.ServiceLevel;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.id.NodeId;
import java.time.Instant;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ServiceLevelsTest {

    private static final NodeId NODE = NodeId.random();
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Reading SLOW = Reading.of("command-latency", 700, 300);
    private static final Set<WorkClass> SHED = Set.of(WorkClass.PRESENCE, WorkClass.TYPING);

    private final AggregateTestFixture<ServiceLevels> fixture = new AggregateTestFixture<>(ServiceLevels.class);

    @Test
    void aChangeIsTakenDownWithWhatCausedIt() {
        fixture.givenNoPriorActivity()
                .when(new RecordServiceLevel(NODE, ServiceLevel.DEGRADED, SLOW, SHED, NOW))
                .expectEvents(new ServiceLevelChanged(NODE, ServiceLevel.DEGRADED, SLOW, SHED, NOW));
    }

    @Test
    void whatIsToldTwiceIsOneFact() {
        fixture.given(new ServiceLevelChanged(NODE, ServiceLevel.DEGRADED, SLOW, SHED, NOW))
                .when(new RecordServiceLevel(NODE, ServiceLevel.DEGRADED, SLOW, SHED, NOW))
                .expectNoEvents();
    }

    @Test
    void aNodeBeginsHealthy() {
        fixture.givenNoPriorActivity()
                .when(new RecordServiceLevel(NODE, ServiceLevel.HEALTHY, SLOW, Set.of(), NOW))
                .expectNoEvents();
    }
}
