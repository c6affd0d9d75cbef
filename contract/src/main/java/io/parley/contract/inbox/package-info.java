/** The inbox: a user's chats, latest activity first. */
@NullMarked
package io.parley.contract.inbox;

import org.jspecify.annotations.NullMarked;
