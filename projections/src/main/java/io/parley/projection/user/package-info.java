/** The read table of accounts. */
@NullMarked
package io.parley.projection.user;

import org.jspecify.annotations.NullMarked;
