@NullMarked
package io.parley.infra.presence;

import org.jspecify.annotations.NullMarked;
