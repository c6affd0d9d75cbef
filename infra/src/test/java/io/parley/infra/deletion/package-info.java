@NullMarked
package io.parley.infra.deletion;

import org.jspecify.annotations.NullMarked;
