/** Questions about presence: who may see whom, and when somebody was last seen. */
@NullMarked
package io.parley.query.presence;

import org.jspecify.annotations.NullMarked;
