package io.parley.infra.media.content;

/**
 * Some bytes of a file.
 *
 * @param first the first one's index
 * @param end the index behind the last one
 */
record Span(long first, long end) {}
