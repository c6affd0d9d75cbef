/** Bringing the messages of groups to the mailboxes of their members. */
@NullMarked
package io.parley.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
