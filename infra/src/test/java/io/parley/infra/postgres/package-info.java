@NullMarked
package io.parley.infra.postgres;

import org.jspecify.annotations.NullMarked;
