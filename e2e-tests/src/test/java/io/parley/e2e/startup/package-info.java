/** How the platform starts, and how it says why it does not. */
@NullMarked
package io.parley.e2e.startup;

import org.jspecify.annotations.NullMarked;
