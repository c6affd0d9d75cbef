package io.parley.contract.session;

/** Why a session ended. */
public enum CloseReason {
    /** A refresh token was used twice. */
    REFRESH_TOKEN_REUSED,
    /** The account was erased. */
    ACCOUNT_ERASED,
    /** Its user ended it. */
    SIGNED_OUT
}
