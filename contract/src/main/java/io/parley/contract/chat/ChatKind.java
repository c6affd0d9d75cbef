package io.parley.contract.chat;

/** The kinds of chat. */
public enum ChatKind {
    /** Between two. */
    DIRECT
}
