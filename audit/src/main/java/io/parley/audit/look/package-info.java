/** Looks into the log: which events there are of what somebody asks about, as they lie there. */
@NullMarked
package io.parley.audit.look;

import org.jspecify.annotations.NullMarked;
