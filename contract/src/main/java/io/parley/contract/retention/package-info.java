/** What the server says of how long messages live, whatever their chats say. */
@NullMarked
package io.parley.contract.retention;

import org.jspecify.annotations.NullMarked;
