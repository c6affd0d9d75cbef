/** A node for tests, with a tiny aggregate. */
@NullMarked
package io.parley.infra.testing;

import org.jspecify.annotations.NullMarked;
