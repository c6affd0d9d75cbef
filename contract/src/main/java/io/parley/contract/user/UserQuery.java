package io.parley.contract.user;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyQuery;
import io.parley.contract.id.UserId;

/** Questions about accounts. */
public sealed interface UserQuery<A> extends ParleyQuery<A> {

    /**
     * A user by id; refused {@code user_not_found}.
     *
     * @param userId the account
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindUser(UserId userId, long atLeast) implements UserQuery<UserView> {
        @Override
        public Class<UserView> answerType() {
            return UserView.class;
        }
    }

    /**
     * A user by handle; refused {@code user_not_found}.
     *
     * @param handle any text; what is no handle is nobody's
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindUserByHandle(Confidential handle, long atLeast) implements UserQuery<UserView> {
        @Override
        public Class<UserView> answerType() {
            return UserView.class;
        }
    }

    /**
     * The credentials behind a handle, straight from the table that registration writes in its transaction; never stale.
     * Answer: {@link CredentialsFound}.
     *
     * @param handle any text; what is no handle is nobody's
     */
    record FindCredentials(Confidential handle) implements UserQuery<CredentialsFound> {
        @Override
        public Class<CredentialsFound> answerType() {
            return CredentialsFound.class;
        }

        @Override
        public long atLeast() {
            return 0;
        }
    }

    /**
     * A page of those whom a user has blocked. Refused: {@code not_yet} if the account is held back.
     *
     * @param viewer who blocked them
     * @param below only blocks whose {@link BlockView#position()} is below; {@link Long#MAX_VALUE} for the first page
     * @param limit 1 to 100
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindBlocks(UserId viewer, long below, int limit, long atLeast) implements UserQuery<BlockPage> {
        @Override
        public Class<BlockPage> answerType() {
            return BlockPage.class;
        }
    }
}
