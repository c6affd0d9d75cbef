/** Questions about messages. */
@NullMarked
package io.parley.query.message;

import org.jspecify.annotations.NullMarked;
