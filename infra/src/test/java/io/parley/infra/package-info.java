@NullMarked
package io.parley.infra;

import org.jspecify.annotations.NullMarked;
