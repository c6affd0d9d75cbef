@NullMarked
package io.parley.infra.bus;

import org.jspecify.annotations.NullMarked;
