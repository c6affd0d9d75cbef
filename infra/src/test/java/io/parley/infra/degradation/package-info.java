/** Tests of what pauses and what tells of overload behind the edge. */
@NullMarked
package io.parley.infra.degradation;

import org.jspecify.annotations.NullMarked;
