/** Where a message stands on its way to each of its audience. */
@NullMarked
package io.parley.contract.delivery;

import org.jspecify.annotations.NullMarked;
