package io.parley.api.degradation;

import io.parley.contract.degradation.ServiceLevel;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What is done less often, rather than not at all, while the level of service is not healthy. */
@Component
public final class Thinning {

    private final Shedding shedding;
    private final DegradationProperties properties;

    Thinning(Shedding shedding, DegradationProperties properties) {
        this.shedding = shedding;
        this.properties = properties;
    }

    /** For how long receipts in groups are gathered. */
    public Duration receiptGather(Duration usual) {
        return isThin() ? longer(usual, properties.receiptGather()) : usual;
    }

    /** How often somebody's presence is pushed at most. */
    public Duration presenceEvery(Duration usual) {
        return isThin() ? longer(usual, properties.presenceEvery()) : usual;
    }

    private boolean isThin() {
        return shedding.state().level() != ServiceLevel.HEALTHY;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
