/** What operators do from the command line. */
@NullMarked
package io.parley.app.operator;

import org.jspecify.annotations.NullMarked;
