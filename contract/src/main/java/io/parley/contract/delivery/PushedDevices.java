package io.parley.contract.delivery;

import io.parley.contract.id.UserId;
import java.util.Map;

/** Tells to how many devices something was pushed, as far as {@link PushedLog} was told and what it was told is kept. */
public interface PushedDevices {

    /**
     * Counts devices. Two streams of one device count once. Blocking; one round trip, however many are asked for.
     *
     * @param positions at which position it entered the streams of each user
     * @return for each user the number of devices to whose streams it was written; who has none is left out
     */
    Map<UserId, Integer> count(Map<UserId, Long> positions);
}
