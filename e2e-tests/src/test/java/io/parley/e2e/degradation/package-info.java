/** What is given up under overload, and that nothing else is. */
@NullMarked
package io.parley.e2e.degradation;

import org.jspecify.annotations.NullMarked;
