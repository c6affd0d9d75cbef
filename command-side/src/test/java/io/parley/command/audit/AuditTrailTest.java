package io.parley.command.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.audit.AuditCommand.RecordAuditRead;
import io.parley.contract.audit.AuditEvent.AuditLogRead;
import io.parley.contract.audit.AuditOperation;
import io.parley.contract.audit.AuditTrailId;
import io.parley.contract.id.OperatorId;
import java.time.Instant;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class AuditTrailTest {

    private static final OperatorId OPERATOR = OperatorId.random();
    private static final Instant LATE = Instant.parse("2030-01-01T23:59:59.999Z");
    private static final Map<String, String> ASKED = Map.of("type", "MessageSent", "from", "7");

    private final AggregateTestFixture<AuditTrail> fixture = new AggregateTestFixture<>(AuditTrail.class);

    private static RecordAuditRead read() {
        return new RecordAuditRead(
                AuditTrailId.of(OPERATOR, LATE), AuditOperation.EVENTS, ASKED, "ticket 7", "192.0.2.1", LATE);
    }

    private static AuditLogRead fact() {
        return new AuditLogRead(OPERATOR, AuditOperation.EVENTS, ASKED, "ticket 7", "192.0.2.1", LATE);
    }

    @Test
    void aLookIsTakenDown() {
        fixture.givenNoPriorActivity().when(read()).expectEvents(fact());
    }

    @Test
    void twoLooksAreTwoFactsHoweverAlike() {
        fixture.given(fact()).when(read()).expectEvents(fact());
    }

    @Test
    void eachDayHasATrailOfItsOwnUnderTheOperatorsName() {
        assertThat(AuditTrailId.of(OPERATOR, LATE)).hasToString(OPERATOR + "/2030-01-01");
        assertThat(AuditTrailId.of(OPERATOR, LATE.plusMillis(1))).hasToString(OPERATOR + "/2030-01-02");
    }
}
