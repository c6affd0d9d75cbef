/** The wiring of everything but the edge: Axon, PostgreSQL, keys. */
@NullMarked
package io.parley.infra;

import org.jspecify.annotations.NullMarked;
