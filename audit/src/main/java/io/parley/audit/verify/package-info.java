/** Looks whether the log is what was sealed, and says where it is not. */
@NullMarked
package io.parley.audit.verify;

import org.jspecify.annotations.NullMarked;
