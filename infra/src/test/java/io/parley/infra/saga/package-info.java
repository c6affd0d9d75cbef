@NullMarked
package io.parley.infra.saga;

import org.jspecify.annotations.NullMarked;
