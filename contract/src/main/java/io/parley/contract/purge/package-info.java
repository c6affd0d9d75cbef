/** What was destroyed, and how that is proved. */
@NullMarked
package io.parley.contract.purge;

import org.jspecify.annotations.NullMarked;
