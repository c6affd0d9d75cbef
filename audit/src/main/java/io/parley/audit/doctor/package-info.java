/** Looks whether the platform is whole: the log, what was made of it, and what is still to be done (ADR 0045). Changes nothing. */
@NullMarked
package io.parley.audit.doctor;

import org.jspecify.annotations.NullMarked;
