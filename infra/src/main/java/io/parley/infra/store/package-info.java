/**
 * The event store on PostgreSQL: positions in order of commit, one tail that feeds all who follow, and who waits for a
 * projection. {@link io.parley.infra.store.StoreConfiguration} makes the beans.
 */
@NullMarked
package io.parley.infra.store;

import org.jspecify.annotations.NullMarked;
