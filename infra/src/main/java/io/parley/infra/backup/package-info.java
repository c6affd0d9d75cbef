/** Copies of what the database holds, for a restore. */
@NullMarked
package io.parley.infra.backup;

import org.jspecify.annotations.NullMarked;
