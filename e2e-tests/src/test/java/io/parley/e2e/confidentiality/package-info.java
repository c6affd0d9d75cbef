/** What must never rest or be logged in the clear. */
@NullMarked
package io.parley.e2e.confidentiality;

import org.jspecify.annotations.NullMarked;
