/** How commands show what takes a while. */
@NullMarked
package io.parley.app.terminal;

import org.jspecify.annotations.NullMarked;
