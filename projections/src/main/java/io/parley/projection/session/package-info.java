/** The read table of logins. */
@NullMarked
package io.parley.projection.session;

import org.jspecify.annotations.NullMarked;
