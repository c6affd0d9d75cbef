package io.parley.api.degradation;

import com.sun.management.OperatingSystemMXBean;
import io.parley.contract.degradation.Reading;
import io.parley.contract.degradation.Signal;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How busy the machine is, over the last seconds. What is busy need not be slow, so that this alone never lets the level fall: it keeps it
 * from rising, and slows what catches up.
 */
@Component
final class CpuLoad implements Signal {

    /** How much a new reading counts: a second or two of quiet show. */
    private static final double NEW = 0.15;

    private static final double MOST = 0.95;

    private final DoubleSupplier load;
    private final double bound;
    private double smooth;

    @Autowired
    CpuLoad(DegradationProperties properties) {
        this(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getCpuLoad, properties);
    }

    CpuLoad(DoubleSupplier load, DegradationProperties properties) {
        this.load = load;
        this.bound = properties.bounds().cpu();
    }

    @Override
    public Reading read() {
        double now = load.getAsDouble();
        if (now >= 0) { // less stands for unknown
            smooth += (now - smooth) * NEW;
        }
        return new Reading("cpu", smooth, bound, pressure());
    }

    /** What is left of the machine counts: at nine tenths of the bound it is calm. */
    private double pressure() {
        return bound >= 1 ? 0 : MOST * Math.min(1, (1 - bound) / Math.max(1 - smooth, Double.MIN_NORMAL));
    }
}
