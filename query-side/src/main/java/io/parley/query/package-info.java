/** Query handlers over the read tables, one package for each feature. */
@NullMarked
package io.parley.query;

import org.jspecify.annotations.NullMarked;
