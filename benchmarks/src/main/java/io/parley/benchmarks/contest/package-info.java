/** What comparisons of whole servers share: the servers, who speaks through them, the rounds in turns and their times. */
@NullMarked
package io.parley.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
