/** The list of chats. */
@NullMarked
package io.parley.e2e.inbox;

import org.jspecify.annotations.NullMarked;
