/** Where requests become commands and queries: metadata, deadlines, positions. */
@NullMarked
package io.parley.api.dispatch;

import org.jspecify.annotations.NullMarked;
