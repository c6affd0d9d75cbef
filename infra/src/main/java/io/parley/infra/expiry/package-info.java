/** The deadlines of temporary chats: when something in them has had its time, it is let go. */
@NullMarked
package io.parley.infra.expiry;

import org.jspecify.annotations.NullMarked;
