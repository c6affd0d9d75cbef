/** What makes the beans of the command side, the projections and the query side. */
@NullMarked
package io.parley.infra.wiring;

import org.jspecify.annotations.NullMarked;
