/** Questions about chats. */
@NullMarked
package io.parley.query.chat;

import org.jspecify.annotations.NullMarked;
