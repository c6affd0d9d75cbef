package io.parley.api.degradation;

import io.parley.contract.degradation.Reading;
import java.util.List;

/** What the level of service follows from. */
public interface ServiceLevelReadings {

    /** What was read last of each signal. */
    List<Reading> readings();
}
