@NullMarked
package io.parley.faults;

import org.jspecify.annotations.NullMarked;
