/** The log of record as readers see it: events, their positions, and the ports to follow them. */
@NullMarked
package io.parley.contract.log;

import org.jspecify.annotations.NullMarked;
