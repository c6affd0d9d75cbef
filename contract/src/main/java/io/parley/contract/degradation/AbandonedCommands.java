package io.parley.contract.degradation;

/** Is told of commands whose callers have gone, so that work is not done for nobody. */
public interface AbandonedCommands {

    /**
     * Nobody waits for a command's answer any more. If its turn has not come yet, it is not handled; otherwise nothing changes. Neither
     * blocks nor throws.
     *
     * @param commandId the identifier of the command's message
     */
    void abandon(String commandId);
}
