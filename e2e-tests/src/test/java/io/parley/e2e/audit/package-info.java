@NullMarked
package io.parley.e2e.audit;

import org.jspecify.annotations.NullMarked;
