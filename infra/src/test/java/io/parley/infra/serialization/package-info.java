@NullMarked
package io.parley.infra.serialization;

import org.jspecify.annotations.NullMarked;
