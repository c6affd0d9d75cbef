/** Several nodes on one database. */
@NullMarked
package io.parley.e2e.nodes;

import org.jspecify.annotations.NullMarked;
