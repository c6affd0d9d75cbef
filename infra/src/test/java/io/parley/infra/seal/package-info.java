@NullMarked
package io.parley.infra.seal;

import org.jspecify.annotations.NullMarked;
