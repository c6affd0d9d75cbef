package io.parley.audit.histories;

/**
 * Where a record stands.
 *
 * @param file which of the files, from 0
 * @param line the line in it, from 1
 */
public record Place(int file, long line) {}
