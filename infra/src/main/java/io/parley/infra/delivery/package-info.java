/** What was pushed to which devices: gathered as it happens, kept in the database, counted when a sender asks. */
@NullMarked
package io.parley.infra.delivery;

import org.jspecify.annotations.NullMarked;
