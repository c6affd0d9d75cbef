package io.parley.infra.media.upload;

/** What has become of an upload. */
enum UploadPhase {
    /** Its bytes come. */
    RECEIVING,
    /** Its bytes were taken as media, which are to be made known. */
    TAKEN,
    /** Its media are known. */
    COMPLETE,
    /** What came was refused. */
    REFUSED,
    /** It was given up, or had its time. */
    ENDED;

    /** Whether more is to come of it. */
    boolean isOpen() {
        return this == RECEIVING || this == TAKEN;
    }
}
