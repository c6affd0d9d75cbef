@NullMarked
package io.parley.infra.axonserver;

import org.jspecify.annotations.NullMarked;
