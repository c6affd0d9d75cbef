/** Tests. */
@NullMarked
package io.parley.query;

import org.jspecify.annotations.NullMarked;
