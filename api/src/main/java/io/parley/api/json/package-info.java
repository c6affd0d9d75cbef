/** JSON as the contract has it: strict types in, one form of time out. */
@NullMarked
package io.parley.api.json;

import org.jspecify.annotations.NullMarked;
