package io.parley.contract;

/** A wish to change something, handled by exactly one aggregate or command handler. Each feature has one sealed family. */
public interface ParleyCommand {}
