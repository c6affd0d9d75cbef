/** The whole walk of two people, from sign-up to a restart. */
@NullMarked
package io.parley.e2e.walk;

import org.jspecify.annotations.NullMarked;
