@NullMarked
package io.parley.infra.purge;

import org.jspecify.annotations.NullMarked;
