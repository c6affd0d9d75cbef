/**
 * Sagas and deadlines: their tables, the processors of sagas, and the scheduler that lets deadlines come due. Both belong to nodes
 * that handle commands. A deadline is scheduled in the transaction that changes its saga, and is gone with the transaction in which
 * it was handled.
 */
@NullMarked
package io.parley.infra.saga;

import org.jspecify.annotations.NullMarked;
