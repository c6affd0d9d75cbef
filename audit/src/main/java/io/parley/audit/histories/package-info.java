/** Looks whether what clients recorded of a run is what a chat may show them; docs/HISTORIES.md has the format and the checks. */
@NullMarked
package io.parley.audit.histories;

import org.jspecify.annotations.NullMarked;
