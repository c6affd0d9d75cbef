/** The read table of what a user's streams must durably bring. */
@NullMarked
package io.parley.projection.mailbox;

import org.jspecify.annotations.NullMarked;
