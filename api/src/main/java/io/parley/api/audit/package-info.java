/** Looking into the log over HTTP, for operators; each look is taken down in the log before it is answered. */
@NullMarked
package io.parley.api.audit;

import org.jspecify.annotations.NullMarked;
