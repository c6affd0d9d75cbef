package io.parley.audit.replay;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the rebuilding of a projection stands.
 *
 * @param projection the projection
 * @param position up to where the tables beside those that serve follow from the log
 * @param events how many events that took
 * @param tables their names, without the schema
 * @param switchedAt when they took the place of those that served; null if not yet. Afterwards the former ones are kept beside
 * @param paused whether somebody has asked for a pause
 * @param forProof whether it is only to be compared, and dropped then
 * @param parley by which version of Parley it was begun; empty if that was not said
 */
public record Standing(
        String projection,
        long position,
        long events,
        List<String> tables,
        Instant beganAt,
        @Nullable Instant switchedAt,
        boolean paused,
        boolean forProof,
        String parley) {}
