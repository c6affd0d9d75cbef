@NullMarked
package io.parley.api.presence;

import org.jspecify.annotations.NullMarked;
