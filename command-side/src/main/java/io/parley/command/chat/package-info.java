/** Chats: the chat aggregate, the opening of direct chats, and the ports they need. */
@NullMarked
package io.parley.command.chat;

import org.jspecify.annotations.NullMarked;
