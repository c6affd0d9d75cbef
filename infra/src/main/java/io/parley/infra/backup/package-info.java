/**
 * Backups that are taken while the server runs, and what makes a platform of one again. The log with what belongs to it, the keyring,
 * and the ledger of what was destroyed are kept apart: a restore takes any backup of the first, the newest of the others.
 */
@NullMarked
package io.parley.infra.backup;

import org.jspecify.annotations.NullMarked;
