package io.parley.contract.user;

import io.parley.contract.ParleyEvent;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to an account. */
public sealed interface UserEvent extends ParleyEvent {

    /** The account. */
    UserId userId();

    /**
     * An account was opened. Handle and display name are ciphertext under the profile's own key.
     *
     * @param userId the account
     * @param handle the handle
     * @param displayName the display name
     * @param lastSeen who may see when the user was last seen
     */
    @Revision("1")
    record UserRegistered(UserId userId, Ciphertext handle, Ciphertext displayName, LastSeenVisibility lastSeen)
            implements UserEvent {}

    /**
     * The profile was changed; null means unchanged.
     *
     * @param userId the account
     * @param displayName the new display name
     * @param lastSeen the new choice
     */
    @Revision("1")
    record ProfileChanged(
            UserId userId,
            @Nullable Ciphertext displayName,
            @Nullable LastSeenVisibility lastSeen) implements UserEvent {}

    /**
     * An account was erased.
     *
     * @param userId the account
     * @param keys the keys that were destroyed, under which the keys of its profile and its devices' names lay
     * @param erasedAt when, to the millisecond
     */
    @Revision("1")
    record UserErased(UserId userId, List<KeyId> keys, Instant erasedAt) implements UserEvent {

        /** The keys are kept as they are now. */
        public UserErased {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A user blocked another.
     *
     * @param userId who blocked
     * @param blocked who is blocked
     * @param blockedAt when, to the millisecond
     */
    @Revision("1")
    record UserBlocked(UserId userId, UserId blocked, Instant blockedAt) implements UserEvent {}

    /**
     * A user lifted a block.
     *
     * @param userId who had blocked
     * @param blocked who is no longer blocked
     */
    @Revision("1")
    record UserUnblocked(UserId userId, UserId blocked) implements UserEvent {}
}
