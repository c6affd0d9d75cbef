package io.parley.contract.log;

import io.parley.contract.ParleyEvent;
import java.time.Instant;

/**
 * An event with its place in the log.
 *
 * @param position its number in the store; the first is 1
 * @param recordedAt when it was appended
 * @param event the event
 */
public record LoggedEvent(long position, Instant recordedAt, ParleyEvent event) {}
