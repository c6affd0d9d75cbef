/** Chats over HTTP. */
@NullMarked
package io.parley.api.chat;

import org.jspecify.annotations.NullMarked;
