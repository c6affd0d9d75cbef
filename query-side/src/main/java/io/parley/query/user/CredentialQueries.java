package io.parley.query.user;

import io.parley.contract.user.CredentialReader;
import io.parley.contract.user.CredentialsFound;
import io.parley.contract.user.HandleDirectory;
import io.parley.contract.user.UserQuery.FindCredentials;
import io.parley.query.Answers;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;

/** Finds what sign-in needs, in the tables that registration itself writes. */
public final class CredentialQueries {

    private final HandleDirectory directory;
    private final CredentialReader credentials;
    private final Answers answers;

    /** A handler that reads with these. */
    public CredentialQueries(HandleDirectory directory, CredentialReader credentials, Answers answers) {
        this.directory = directory;
        this.credentials = credentials;
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<CredentialsFound> handle(FindCredentials query) {
        return answers.now(() -> new CredentialsFound(directory
                .find(query.handle().value())
                .flatMap(credentials::find)
                .orElse(null)));
    }
}
