/** {@code parley audit}: what an auditor asks, and what the log answers. */
@NullMarked
package io.parley.app.audit;

import org.jspecify.annotations.NullMarked;
