/** Errors as clients see them: RFC 9457 problems, made in one place. */
@NullMarked
package io.parley.api.problem;

import org.jspecify.annotations.NullMarked;
