package io.parley.contract;

/**
 * A question to the read side. Handlers answer with a {@link java.util.concurrent.CompletableFuture} and never block the
 * caller's thread. Fails with {@link io.parley.contract.error.Rejection} {@code not_yet} if the read model has not reached
 * {@link #atLeast()} within two seconds, or holds back what was asked for.
 *
 * @param <A> the answer's type, a record
 */
public interface ParleyQuery<A> {

    /** The position in the log that the read model must have reached before it answers; 0 for "as it is". */
    long atLeast();

    /** The class of the answer. */
    Class<A> answerType();
}
