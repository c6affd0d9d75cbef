/** The edge: the one module that speaks HTTP. */
@NullMarked
package io.parley.api;

import org.jspecify.annotations.NullMarked;
