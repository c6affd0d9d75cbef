/** The key that signs what others may check, and lies outside the database. */
@NullMarked
package io.parley.infra.signing;

import org.jspecify.annotations.NullMarked;
