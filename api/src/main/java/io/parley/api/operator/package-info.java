/** Those who operate the platform: their tokens, and what they may do over HTTP. */
@NullMarked
package io.parley.api.operator;

import org.jspecify.annotations.NullMarked;
