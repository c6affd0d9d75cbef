/** Tries to find in a database what a certificate says is gone. */
@NullMarked
package io.parley.infra.purge.search;

import org.jspecify.annotations.NullMarked;
