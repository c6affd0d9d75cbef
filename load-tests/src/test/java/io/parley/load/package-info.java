/** How fast the platform is under load, and that it stays right. */
@NullMarked
package io.parley.load;

import org.jspecify.annotations.NullMarked;
