@NullMarked
package io.parley.infra.concurrent;

import org.jspecify.annotations.NullMarked;
