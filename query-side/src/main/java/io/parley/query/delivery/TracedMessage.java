package io.parley.query.delivery;

import io.parley.contract.id.UserId;
import java.time.Instant;

/**
 * A message whose way is asked for.
 *
 * @param position the position of its event
 * @param direct whether it was sent in a direct chat, where it is in the mailbox as soon as it is in the log
 */
record TracedMessage(UserId senderId, long sequence, Instant sentAt, long position, boolean direct) {}
