/** {@code parley demo}: two people talk through the public interface of a running server, which it knows only as HTTP. */
@NullMarked
package io.parley.app.demo;

import org.jspecify.annotations.NullMarked;
