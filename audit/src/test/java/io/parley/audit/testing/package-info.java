@NullMarked
package io.parley.audit.testing;

import org.jspecify.annotations.NullMarked;
