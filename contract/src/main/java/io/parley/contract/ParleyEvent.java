package io.parley.contract;

/**
 * A fact in the log of record. Each feature has one sealed family of events below this interface. An event never holds
 * plain text: content and names rest as {@link io.parley.contract.crypto.Ciphertext}.
 */
public interface ParleyEvent {}
