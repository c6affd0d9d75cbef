/** The read table of messages: history. */
@NullMarked
package io.parley.projection.message;

import org.jspecify.annotations.NullMarked;
