/** How a server is backed up, and made anew of a backup. */
@NullMarked
package io.parley.e2e.backup;

import org.jspecify.annotations.NullMarked;
