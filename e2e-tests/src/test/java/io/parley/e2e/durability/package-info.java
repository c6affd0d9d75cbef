/** What a crash must not take away. */
@NullMarked
package io.parley.e2e.durability;

import org.jspecify.annotations.NullMarked;
