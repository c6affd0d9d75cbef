package io.parley.contract.mailbox;

import io.parley.contract.log.LoggedEvent;
import java.util.List;

/**
 * A part of a mailbox.
 *
 * @param events the user's durable events, in order of position
 * @param upTo everything of the user's up to this position, inclusive, has now been given; never above what was asked for
 */
public record MailboxPage(List<LoggedEvent> events, long upTo) {}
