/** Questions about accounts. */
@NullMarked
package io.parley.query.user;

import org.jspecify.annotations.NullMarked;
