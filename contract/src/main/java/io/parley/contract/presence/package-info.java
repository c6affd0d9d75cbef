/** Presence: who is connected, who does something, and when somebody did last. */
@NullMarked
package io.parley.contract.presence;

import org.jspecify.annotations.NullMarked;
