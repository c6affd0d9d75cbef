/** Other programs: running them, waiting for them, ending them. */
@NullMarked
package io.parley.infra.process;

import org.jspecify.annotations.NullMarked;
