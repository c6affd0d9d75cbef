/** Where messages stand. */
@NullMarked
package io.parley.query.delivery;

import org.jspecify.annotations.NullMarked;
