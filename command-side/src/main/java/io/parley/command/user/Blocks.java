package io.parley.command.user;

import io.parley.contract.id.UserId;

/**
 * Who has blocked whom, to be looked up by commands of others. Writes join the transaction of the command that is being handled, and
 * hold for all commands on this node that begin after it was answered.
 */
public interface Blocks {

    /** Notes a block. Done already is done. */
    void add(UserId blocker, UserId blocked);

    /** Lifts a block. What is not there is not lifted. */
    void remove(UserId blocker, UserId blocked);

    /** Whether somebody has blocked another. From memory as a rule: every message to somebody asks. */
    boolean contain(UserId blocker, UserId blocked);
}
