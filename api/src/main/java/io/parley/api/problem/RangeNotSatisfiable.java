package io.parley.api.problem;

/** None of the ranges asked for can be served. Like a rejection it is an answer, not a fault, and has no stack trace. */
public final class RangeNotSatisfiable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long size;

    /**
     * Ranges that are refused.
     *
     * @param detail why, for people
     * @param size how many bytes there are
     */
    public RangeNotSatisfiable(String detail, long size) {
        super(detail, null, false, false);
        this.size = size;
    }

    /** What RFC 9110 wants to be said of what there is. */
    String contentRange() {
        return "bytes */" + size;
    }
}
