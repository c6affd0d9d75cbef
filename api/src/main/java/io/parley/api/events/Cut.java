package io.parley.api.events;

/** Why a stream was ended though its client had not asked for it; the client comes back and resumes. */
enum Cut {
    /** More waited for the client than its buffer holds. */
    OVERFLOW,
    /** The client took nothing for too long. */
    STALLED,
    /** What it missed could not be read. */
    RESUME_FAILED,
    /** A live event could not be read. */
    UNREADABLE
}
