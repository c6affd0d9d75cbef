package io.parley.contract.user;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyQuery;
import io.parley.contract.id.UserId;
import java.util.Optional;

/** Questions about accounts. */
public sealed interface UserQuery<A> extends ParleyQuery<A> {

    /**
     * A user by id; refused {@code user_not_found}.
     *
     * @param userId the account
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindUser(UserId userId, long atLeast) implements UserQuery<UserView> {}

    /**
     * A user by handle; refused {@code user_not_found}.
     *
     * @param handle any text; what is no handle is nobody's
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindUserByHandle(Confidential handle, long atLeast) implements UserQuery<UserView> {}

    /**
     * The credentials behind a handle, straight from the table that registration writes in its transaction; never stale.
     * The answer is an {@link Optional} of {@link StoredCredentials}.
     *
     * @param handle any text; what is no handle is nobody's
     */
    record FindCredentials(Confidential handle) implements UserQuery<Optional<StoredCredentials>> {
        @Override
        public long atLeast() {
            return 0;
        }
    }
}
