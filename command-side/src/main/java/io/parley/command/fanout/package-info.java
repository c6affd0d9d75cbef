/** The fan-out of groups' messages: lanes, which keep the order, and the saga that sees to it that all are filled. */
@NullMarked
package io.parley.command.fanout;

import org.jspecify.annotations.NullMarked;
