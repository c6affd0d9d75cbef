@NullMarked
package io.parley.api.purge;

import org.jspecify.annotations.NullMarked;
