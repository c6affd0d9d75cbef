/** Questions about the inbox. */
@NullMarked
package io.parley.query.inbox;

import org.jspecify.annotations.NullMarked;
