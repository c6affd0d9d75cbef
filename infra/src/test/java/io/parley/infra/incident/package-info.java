@NullMarked
package io.parley.infra.incident;

import org.jspecify.annotations.NullMarked;
