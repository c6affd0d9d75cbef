package io.parley.api.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.degradation.Shedding;
import io.parley.contract.degradation.ForcedShedding.Forced;
import io.parley.contract.degradation.Reading;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a node serves, and why.
 *
 * @param serviceLevel healthy, degraded or critical
 * @param shed the classes of work that are given up, those first that matter least
 * @param forced what operators have said of classes of work
 * @param readings what the level follows from
 */
@Schema(name = "Degradation", description = "How well a node serves, and why.")
record DegradationBody(
        @Schema(allowableValues = {"healthy", "degraded", "critical"})
        String serviceLevel,

        List<String> shed,
        List<ForcedBody> forced,
        List<ReadingBody> readings) {

    static DegradationBody of(Shedding shedding, Shedding.State state, List<Reading> readings) {
        return new DegradationBody(
                state.level().word(),
                state.words(),
                shedding.forced().stream().map(ForcedBody::of).toList(),
                readings.stream().map(ReadingBody::of).toList());
    }

    /**
     * What an operator has said of a class of work.
     *
     * @param workClass the class
     * @param shed whether it is given up; if not, it is served
     * @param until when the levels decide again; absent for never
     */
    @Schema(name = "ForcedShedding")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ForcedBody(
            String workClass, boolean shed, @Nullable Instant until) {

        static ForcedBody of(Forced forced) {
            return new ForcedBody(forced.workClass().word(), forced.shed(), forced.until());
        }
    }

    /**
     * What was measured.
     *
     * @param signal of what
     * @param value what was seen
     * @param bound from where on it is too much
     */
    @Schema(name = "SignalReading")
    record ReadingBody(String signal, double value, double bound) {

        static ReadingBody of(Reading reading) {
            return new ReadingBody(reading.signal(), reading.value(), reading.bound());
        }
    }
}
