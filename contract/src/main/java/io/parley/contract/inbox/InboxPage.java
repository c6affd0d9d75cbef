package io.parley.contract.inbox;

import java.util.List;

/**
 * A page of the inbox.
 *
 * @param items chats, latest activity first
 * @param more whether there are more below
 */
public record InboxPage(List<InboxEntry> items, boolean more) {}
