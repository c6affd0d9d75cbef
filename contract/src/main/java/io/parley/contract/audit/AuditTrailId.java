package io.parley.contract.audit;

import io.parley.contract.id.OperatorId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What one operator looked at on one day. An aggregate for each day stays small; all those of an operator are one chain of the sealed
 * log, so that it can be proved that none is missing.
 *
 * @param operatorId the operator
 * @param day the day in UTC, counted from 1970-01-01
 */
public record AuditTrailId(OperatorId operatorId, long day) {

    /** The one of a moment. */
    public static AuditTrailId of(OperatorId operatorId, Instant moment) {
        return new AuditTrailId(
                operatorId,
                Math.floorDiv(moment.getEpochSecond(), Duration.ofDays(1).toSeconds()));
    }

    /** {@code operatorId/2026-11-30}: the aggregate's identifier in the store. */
    @Override
    public String toString() {
        return operatorId + "/" + LocalDate.ofEpochDay(day);
    }
}
