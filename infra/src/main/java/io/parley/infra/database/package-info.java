/** The connection pool, transactions, the three schemas and their migrations. */
@NullMarked
package io.parley.infra.database;

import org.jspecify.annotations.NullMarked;
