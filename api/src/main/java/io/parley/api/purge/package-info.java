/** Purge certificates over HTTP: what was destroyed in a chat, and the proof of it. */
@NullMarked
package io.parley.api.purge;

import org.jspecify.annotations.NullMarked;
