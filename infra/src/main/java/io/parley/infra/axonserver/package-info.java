/**
 * Axon Server as the store of events and as what carries commands and queries between nodes: the setting {@code
 * parley.store=axon-server}. Tokens, snapshots, keys and claims stay in PostgreSQL, which shares no transaction with Axon Server:
 * docs/adr/0014 says what that means.
 */
@NullMarked
package io.parley.infra.axonserver;

import org.jspecify.annotations.NullMarked;
