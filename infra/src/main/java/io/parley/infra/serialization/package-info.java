/** How commands, events, tokens and snapshots become JSON, and back. What is written here is a file format. */
@NullMarked
package io.parley.infra.serialization;

import org.jspecify.annotations.NullMarked;
