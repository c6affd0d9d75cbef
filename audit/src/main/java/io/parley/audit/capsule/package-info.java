/** Incident capsules: one file with all that is known of a stretch of time, from which it can be run again (docs/adr/0049). */
@NullMarked
package io.parley.audit.capsule;

import org.jspecify.annotations.NullMarked;
