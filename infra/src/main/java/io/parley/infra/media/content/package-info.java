/**
 * What uploaded bytes are: their type by what they contain, their limits, and what is stored of them. Everything here works on
 * streams and holds no more than the head of one.
 */
@NullMarked
package io.parley.infra.media.content;

import org.jspecify.annotations.NullMarked;
