package io.parley.query.user;

import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.parley.contract.user.HandleDirectory;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.ProfileReader;
import io.parley.contract.user.UserQuery.FindUser;
import io.parley.contract.user.UserQuery.FindUserByHandle;
import io.parley.contract.user.UserView;
import io.parley.query.Answers;
import io.parley.query.HeldBack;
import io.parley.query.ReadModel;
import io.parley.query.Rows;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions about accounts. An account whose key is gone is nobody's. */
public final class UserQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(ReadModel.USER);

    private final JdbcClient jdbc;
    private final HandleDirectory directory;
    private final ProfileReader reader;
    private final HeldBack heldBack;
    private final Answers answers;

    /** A handler that reads with these. */
    public UserQueries(JdbcClient jdbc, HandleDirectory directory, ProfileReader reader, Answers answers) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.reader = reader;
        this.heldBack = new HeldBack(jdbc);
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<UserView> handle(FindUser query) {
        return answers.of(query.atLeast(), NEEDED, () -> user(query.userId()));
    }

    @QueryHandler
    CompletableFuture<UserView> handle(FindUserByHandle query) {
        return answers.of(
                query.atLeast(),
                NEEDED,
                () -> user(directory.find(query.handle().value()).orElseThrow(UserQueries::notFound)));
    }

    private UserView user(UserId userId) {
        heldBack.refuse(userId, NEEDED);
        Profile profile = jdbc.sql("SELECT * FROM views.user_profile WHERE user_id = ?")
                .param(userId.value())
                .query((row, number) -> new Profile(
                        Rows.sealed(row, "handle", "handle_key"),
                        Rows.sealed(row, "display_name", "display_name_key"),
                        LastSeenVisibility.valueOf(row.getString("last_seen"))))
                .optional()
                .orElseThrow(UserQueries::notFound);
        return open(userId, profile);
    }

    private UserView open(UserId userId, Profile profile) {
        Map<Ciphertext, Confidential> texts = reader.read(List.of(profile.handle(), profile.displayName()));
        Confidential handle = texts.get(profile.handle());
        Confidential displayName = texts.get(profile.displayName());
        if (handle == null || displayName == null) {
            throw notFound();
        }
        return new UserView(userId, handle, displayName, profile.lastSeen());
    }

    private static Rejection notFound() {
        return new Rejection(ErrorCode.USER_NOT_FOUND, "there is no such user");
    }

    private record Profile(Ciphertext handle, Ciphertext displayName, LastSeenVisibility lastSeen) {}
}
