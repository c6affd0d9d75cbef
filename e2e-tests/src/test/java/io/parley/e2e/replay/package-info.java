/** Read models that are rebuilt while they are used. */
@NullMarked
package io.parley.e2e.replay;

import org.jspecify.annotations.NullMarked;
