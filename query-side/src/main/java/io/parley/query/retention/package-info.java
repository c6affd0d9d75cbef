/** Answers what operators ask about how long messages live. */
@NullMarked
package io.parley.query.retention;

import org.jspecify.annotations.NullMarked;
