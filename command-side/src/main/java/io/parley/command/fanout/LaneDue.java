package io.parley.command.fanout;

/**
 * What the deadline of a lane bears.
 *
 * @param lane the lane's number
 * @param round see {@link Arrears#round()}
 */
public record LaneDue(int lane, long round) {}
