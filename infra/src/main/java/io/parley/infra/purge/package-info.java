/** What certificates of destruction need: the key that signs them, and what the stores say. */
@NullMarked
package io.parley.infra.purge;

import org.jspecify.annotations.NullMarked;
