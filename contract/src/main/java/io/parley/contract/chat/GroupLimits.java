package io.parley.contract.chat;

/** How large things of a group may be. */
public final class GroupLimits {

    /** The greatest number of members. */
    public static final int MEMBERS = 1_024;

    /** The greatest number of members in one lane of the fan-out. */
    public static final int LANE = 128;

    /** The greatest length of a title, in code points. */
    public static final int TITLE = 100;

    private GroupLimits() {}
}
