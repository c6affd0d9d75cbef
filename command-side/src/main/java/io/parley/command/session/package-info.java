/** Sessions: the session aggregate and the ports that it needs. */
@NullMarked
package io.parley.command.session;

import org.jspecify.annotations.NullMarked;
