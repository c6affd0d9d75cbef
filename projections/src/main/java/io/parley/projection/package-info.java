/** Projections: event handlers that fill the read tables, one package for each feature. */
@NullMarked
package io.parley.projection;

import org.jspecify.annotations.NullMarked;
