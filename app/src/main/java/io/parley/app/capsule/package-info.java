/** Runs the capsule of an incident again, in a server of its own (docs/adr/0049). */
@NullMarked
package io.parley.app.capsule;

import org.jspecify.annotations.NullMarked;
