/** Questions about what was destroyed. */
@NullMarked
package io.parley.query.purge;

import org.jspecify.annotations.NullMarked;
