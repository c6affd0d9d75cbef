/** {@code parley replay}: read models rebuilt beside those that serve. */
@NullMarked
package io.parley.app.replay;

import org.jspecify.annotations.NullMarked;
