package io.parley.audit.verify;

/** Hears how a verification gets on. */
@FunctionalInterface
public interface VerificationProgress {

    /** Called now and then: how many events of how many have been looked at. */
    void looked(long events, long all);
}
