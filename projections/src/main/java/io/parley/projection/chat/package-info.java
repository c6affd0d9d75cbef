/** The read tables of chats and their members. */
@NullMarked
package io.parley.projection.chat;

import org.jspecify.annotations.NullMarked;
