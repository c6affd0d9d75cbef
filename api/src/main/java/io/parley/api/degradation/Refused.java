package io.parley.api.degradation;

import io.parley.api.limits.Admissions;
import io.parley.contract.degradation.Reading;
import io.parley.contract.degradation.Signal;
import org.springframework.stereotype.Component;

/** Which part of requests and commands is refused because too many are under way. Of very few, none tells anything. */
@Component
final class Refused implements Signal {

    private static final long ENOUGH = 10;

    private final Admissions admissions;
    private final double bound;
    private long admittedBefore;
    private long refusedBefore;

    Refused(Admissions admissions, DegradationProperties properties) {
        this.admissions = admissions;
        this.bound = properties.bounds().refused();
    }

    @Override
    public Reading read() {
        long admitted = admissions.admitted();
        long refused = admissions.refused();
        long let = admitted - admittedBefore;
        long not = refused - refusedBefore;
        admittedBefore = admitted;
        refusedBefore = refused;
        return Reading.of("refused", let + not < ENOUGH ? 0 : (double) not / (let + not), bound);
    }
}
