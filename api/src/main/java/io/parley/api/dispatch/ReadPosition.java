package io.parley.api.dispatch;

/**
 * What a read must wait for: the later of the caller's own last write through this gateway and the {@code Parley-Position}
 * that the request bears. Controllers take it as a parameter.
 *
 * @param atLeast the position that the read model must have reached; 0 for "as it is"
 */
public record ReadPosition(long atLeast) {

    /** The header that answers to writes bear and reads may send back. */
    public static final String HEADER = "Parley-Position";
}
