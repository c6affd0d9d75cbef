/** What a resumed stream must bring. */
@NullMarked
package io.parley.query.mailbox;

import org.jspecify.annotations.NullMarked;
