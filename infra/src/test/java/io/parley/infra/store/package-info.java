@NullMarked
package io.parley.infra.store;

import org.jspecify.annotations.NullMarked;
