/** What comes of faults that a server is told to have. */
@NullMarked
package io.parley.e2e.faults;

import org.jspecify.annotations.NullMarked;
