@NullMarked
package io.parley.infra.delivery;

import org.jspecify.annotations.NullMarked;
