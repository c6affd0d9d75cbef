/** Looks into the log as facts: who looked at what. */
@NullMarked
package io.parley.command.audit;

import org.jspecify.annotations.NullMarked;
