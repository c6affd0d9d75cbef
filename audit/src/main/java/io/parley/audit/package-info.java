/** Shows and proves what the log of record says (docs/AUDIT.md). It reads a database, or a file; it prints nothing and changes nothing. */
@NullMarked
package io.parley.audit;

import org.jspecify.annotations.NullMarked;
