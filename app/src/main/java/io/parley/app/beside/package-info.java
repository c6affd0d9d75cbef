/** What commands share that work on a server's data beside it: where its database and its keys are. */
@NullMarked
package io.parley.app.beside;

import org.jspecify.annotations.NullMarked;
