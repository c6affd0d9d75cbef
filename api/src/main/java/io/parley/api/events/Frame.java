package io.parley.api.events;

/**
 * One event as its bytes on the wire, encoded once and shared by all streams that bear it: nobody changes the array.
 *
 * @param position where in the log it comes from; 0 for what comes from elsewhere
 * @param bytes a whole block, its blank line included
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied nowhere
record Frame(long position, byte[] bytes) {}
