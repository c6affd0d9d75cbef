/** How messages, chats and accounts come to their end. */
@NullMarked
package io.parley.e2e.endings;

import org.jspecify.annotations.NullMarked;
