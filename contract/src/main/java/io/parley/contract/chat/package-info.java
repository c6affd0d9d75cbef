/** Chats and who is in them. */
@NullMarked
package io.parley.contract.chat;

import org.jspecify.annotations.NullMarked;
