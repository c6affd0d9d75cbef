/** The database: an embedded, durable PostgreSQL process of our own, or an outside one, behind one bounded pool. */
@NullMarked
package io.parley.infra.postgres;

import org.jspecify.annotations.NullMarked;
