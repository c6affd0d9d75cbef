/** The read table behind the list of a user's chats. */
@NullMarked
package io.parley.projection.inbox;

import org.jspecify.annotations.NullMarked;
