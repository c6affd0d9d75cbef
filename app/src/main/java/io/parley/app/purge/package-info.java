/** Checks certificates of destruction from the command line. */
@NullMarked
package io.parley.app.purge;

import org.jspecify.annotations.NullMarked;
