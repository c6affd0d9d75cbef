package io.parley.contract.message;

import java.util.List;

/**
 * A page of a chat's history.
 *
 * @param items messages, newest first
 * @param more whether there are more in the direction asked for
 */
public record MessagePage(List<MessageView> items, boolean more) {}
