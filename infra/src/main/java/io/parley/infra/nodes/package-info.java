/**
 * What nodes on one PostgreSQL tell each other: that there is something to look at, and that they are there. Hints only, over
 * LISTEN and NOTIFY; all that must be right is read from the tables. What is not worth a row is sent on channels of its own.
 */
@NullMarked
package io.parley.infra.nodes;

import org.jspecify.annotations.NullMarked;
