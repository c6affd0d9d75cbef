package io.parley.query.purge;

/**
 * Bounds of certificates.
 *
 * @param items how many messages a certificate names one by one at most
 * @param page how many messages, or events that destroyed something, are read at once at most
 * @param known how many long lists of messages are remembered
 */
public record PurgeLimits(int items, int page, int known) {}
