@NullMarked
package io.parley.infra.axon;

import org.jspecify.annotations.NullMarked;
