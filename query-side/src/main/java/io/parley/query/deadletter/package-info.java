/** What projections hold back, for operators. */
@NullMarked
package io.parley.query.deadletter;

import org.jspecify.annotations.NullMarked;
