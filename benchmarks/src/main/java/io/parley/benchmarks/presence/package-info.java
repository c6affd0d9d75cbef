/** How soon those who may see it hear that somebody came, of a few and of very many, and that there is no storm of it. */
@NullMarked
package io.parley.benchmarks.presence;

import org.jspecify.annotations.NullMarked;
