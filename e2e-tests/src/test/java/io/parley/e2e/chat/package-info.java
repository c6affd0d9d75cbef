/** Direct chats. */
@NullMarked
package io.parley.e2e.chat;

import org.jspecify.annotations.NullMarked;
