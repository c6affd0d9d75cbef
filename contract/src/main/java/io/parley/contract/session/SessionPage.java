package io.parley.contract.session;

import java.util.List;

/**
 * A page of a user's open sessions.
 *
 * @param items sessions, newest first
 * @param more whether there are more below
 */
public record SessionPage(List<SessionView> items, boolean more) {}
