package io.parley.contract.user;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands to a user's account. */
public sealed interface UserCommand extends ParleyCommand {

    /** The account. */
    UserId userId();

    /**
     * Opens an account. Claims the handle, stores the credentials and makes the user's keys in the transaction of the event.
     * No answer. Refused: {@code handle_taken}.
     *
     * @param userId the new account's identifier
     * @param handle the handle, valid by {@link Handles}
     * @param displayName the name that others see, 1 to 64 characters
     * @param passwordHash the password's encoded hash, never the password
     */
    record RegisterUser(
            @TargetAggregateIdentifier UserId userId,
            Confidential handle,
            Confidential displayName,
            Confidential passwordHash)
            implements UserCommand {}

    /**
     * Changes the profile; what is null stays. No answer.
     *
     * @param userId the account
     * @param displayName the new name, 1 to 64 characters
     * @param lastSeen the new choice of who sees when the user was last seen
     */
    record ChangeProfile(
            @TargetAggregateIdentifier UserId userId,
            @Nullable Confidential displayName,
            @Nullable LastSeenVisibility lastSeen)
            implements UserCommand {}

    /**
     * Erases an account: its key is destroyed, and with it what it calls itself and its devices; it can no longer sign in. What it sent
     * stays with those to whom it was sent. Its groups and sessions it leaves a moment later. Its handle is not given to anybody else.
     * Done already is done. No answer.
     *
     * @param userId the account
     */
    record EraseUser(@TargetAggregateIdentifier UserId userId) implements UserCommand {}

    /**
     * Blocks somebody, who from then on can neither open a direct chat with the user nor send into it. Done already is done. No answer.
     * Refused: {@code block_of_oneself}, {@code user_not_found}, {@code too_many_blocks}.
     *
     * @param userId who blocks
     * @param blocked who is blocked
     */
    record BlockUser(@TargetAggregateIdentifier UserId userId, UserId blocked) implements UserCommand {}

    /**
     * Lifts a block. What is not blocked stays so. No answer.
     *
     * @param userId who blocked
     * @param blocked who is no longer blocked
     */
    record UnblockUser(@TargetAggregateIdentifier UserId userId, UserId blocked) implements UserCommand {}
}
