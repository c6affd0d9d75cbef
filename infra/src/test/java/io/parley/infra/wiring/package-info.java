/** Tests of the wiring, and of the read side on a real PostgreSQL. */
@NullMarked
package io.parley.infra.wiring;

import org.jspecify.annotations.NullMarked;
