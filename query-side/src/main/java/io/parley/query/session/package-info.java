/** Questions about sessions. */
@NullMarked
package io.parley.query.session;

import org.jspecify.annotations.NullMarked;
