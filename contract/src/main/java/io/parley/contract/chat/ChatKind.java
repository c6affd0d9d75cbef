package io.parley.contract.chat;

/** The kinds of chat. */
public enum ChatKind {
    /** Between two. */
    DIRECT,
    /** Among up to {@value io.parley.contract.chat.GroupLimits#MEMBERS}. */
    GROUP
}
