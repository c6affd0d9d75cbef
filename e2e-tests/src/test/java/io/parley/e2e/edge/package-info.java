/** What holds for every path: problems, limits, the document, outsiders, bad input. */
@NullMarked
package io.parley.e2e.edge;

import org.jspecify.annotations.NullMarked;
