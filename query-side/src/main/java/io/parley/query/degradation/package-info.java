/** Questions about what is given up. */
@NullMarked
package io.parley.query.degradation;

import org.jspecify.annotations.NullMarked;
