package io.parley.api.degradation;

import io.parley.contract.degradation.ServiceLevel;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Goes by the level of service of this node. */
@Component
final class LevelThinning implements Thinning {

    private final Shedding shedding;
    private final DegradationProperties properties;

    LevelThinning(Shedding shedding, DegradationProperties properties) {
        this.shedding = shedding;
        this.properties = properties;
    }

    @Override
    public Duration receiptGather(Duration usual) {
        return isThin() ? longer(usual, properties.receiptGather()) : usual;
    }

    @Override
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
