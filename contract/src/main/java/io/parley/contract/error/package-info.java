/** Coded errors: the one vocabulary in which every part of the platform refuses. */
@NullMarked
package io.parley.contract.error;

import org.jspecify.annotations.NullMarked;
