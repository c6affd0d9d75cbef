@NullMarked
package io.parley.infra.wiring;

import org.jspecify.annotations.NullMarked;
