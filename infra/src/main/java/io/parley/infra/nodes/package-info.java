/**
 * What nodes on one PostgreSQL tell each other: that there is something to look at, and that they are there. Hints only, over
 * LISTEN and NOTIFY; all that must be right is read from the tables.
 */
@NullMarked
package io.parley.infra.nodes;

import org.jspecify.annotations.NullMarked;
