/**
 * What devices do: taken down in batches apart from the log, connections by a lease of their gateway, and told to other nodes as it
 * happens.
 */
@NullMarked
package io.parley.infra.presence;

import org.jspecify.annotations.NullMarked;
