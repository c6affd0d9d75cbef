/** Looking into the log: what is asked of it and what it answers, and that each look over HTTP is itself written down in it. */
@NullMarked
package io.parley.contract.audit;

import org.jspecify.annotations.NullMarked;
