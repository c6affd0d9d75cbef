/** The fan-out of groups' messages: bringing each to the mailboxes of all who are to have it. */
@NullMarked
package io.parley.contract.fanout;

import org.jspecify.annotations.NullMarked;
