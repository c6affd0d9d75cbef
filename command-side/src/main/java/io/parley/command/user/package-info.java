/** Accounts: the user aggregate and the ports that it needs. */
@NullMarked
package io.parley.command.user;

import org.jspecify.annotations.NullMarked;
