@NullMarked
package io.parley.app;

import org.jspecify.annotations.NullMarked;
