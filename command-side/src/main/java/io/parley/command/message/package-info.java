/** Messages: the parser, and the ports that sending needs. */
@NullMarked
package io.parley.command.message;

import org.jspecify.annotations.NullMarked;
