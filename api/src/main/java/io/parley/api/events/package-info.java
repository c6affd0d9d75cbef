/**
 * The stream of server-sent events: who has a stream open here, how live events reach it, and how one that broke off is brought
 * what it missed. {@link io.parley.api.events.LiveFeed} follows the log and pushes, {@link io.parley.api.events.CatchUp} reads
 * the mailbox, and {@link io.parley.api.events.OpenStream} puts the two together without gap or double. Whom a group's events are
 * for is known by {@link io.parley.api.events.Rosters}; {@link io.parley.api.events.GroupReceipts} gathers receipts.
 */
@NullMarked
package io.parley.api.events;

import org.jspecify.annotations.NullMarked;
