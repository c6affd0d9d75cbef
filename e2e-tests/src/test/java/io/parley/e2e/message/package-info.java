/** Sending and history. */
@NullMarked
package io.parley.e2e.message;

import org.jspecify.annotations.NullMarked;
