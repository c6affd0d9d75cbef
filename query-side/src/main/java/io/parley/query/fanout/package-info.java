/** How the fan-out of groups' messages fares. */
@NullMarked
package io.parley.query.fanout;

import org.jspecify.annotations.NullMarked;
