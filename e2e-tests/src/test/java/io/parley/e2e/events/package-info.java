/** The stream: what it brings, and that a resume leaves nothing out. */
@NullMarked
package io.parley.e2e.events;

import org.jspecify.annotations.NullMarked;
