/** The command side's ports in memory, with their real behaviour, and people to test with. */
@NullMarked
package io.parley.command.fake;

import org.jspecify.annotations.NullMarked;
