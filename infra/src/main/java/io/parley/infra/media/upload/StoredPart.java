package io.parley.infra.media.upload;

/**
 * A part of an upload that is in the store.
 *
 * @param number its number, which orders the parts
 * @param length how many bytes of the upload it has
 */
record StoredPart(int number, long length) {}
