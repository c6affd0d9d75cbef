package io.parley.api.session;

import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.dispatch.WriteResult;
import io.parley.api.limits.RateLimits;
import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.session.RefreshOutcome;
import io.parley.contract.session.SessionCommand.OpenSession;
import io.parley.contract.session.SessionCommand.RefreshSession;
import io.parley.contract.user.CredentialsFound;
import io.parley.contract.user.Handles;
import io.parley.contract.user.StoredCredentials;
import io.parley.contract.user.UserQuery.FindCredentials;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Opens and refreshes sessions. An unknown handle costs what a wrong password costs, and is answered alike. A refresh token
 * that comes back has been copied: its session ends.
 */
@Component
final class SignIns {

    private static final int FIRST_GENERATION = 1;

    private final Commands commands;
    private final Queries queries;
    private final Passwords passwords;
    private final Tokens tokens;
    private final ClosedSessionDirectory closedSessions;
    private final RateLimits limits;
    private final RandomIds ids;

    SignIns(
            Commands commands,
            Queries queries,
            Passwords passwords,
            Tokens tokens,
            ClosedSessionDirectory closedSessions,
            RateLimits limits,
            RandomIds ids) {
        this.commands = commands;
        this.queries = queries;
        this.passwords = passwords;
        this.tokens = tokens;
        this.closedSessions = closedSessions;
        this.limits = limits;
        this.ids = ids;
    }

    Mono<WriteResult<TokenAnswer>> signIn(TokenRequest.SignIn signIn) {
        return Mono.fromRunnable(() -> limits.mayFail(signIn.handle()))
                .then(Mono.defer(() -> user(signIn))
                        .doOnError(e -> !isBadCredentials(e), e -> limits.didNotFail(signIn.handle())))
                .doOnNext(user -> limits.didNotFail(signIn.handle()))
                .flatMap(user -> open(user, signIn));
    }

    Mono<WriteResult<TokenAnswer>> refresh(String refreshToken) {
        return Mono.justOrEmpty(tokens.read(refreshToken, TokenType.REFRESH))
                .filter(token -> !closedSessions.contains(token.caller()))
                .switchIfEmpty(Mono.error(SignIns::badRefreshToken))
                .flatMap(this::refresh);
    }

    private Mono<UserId> user(TokenRequest.SignIn signIn) {
        return credentials(signIn).flatMap(found -> {
            @Nullable StoredCredentials stored = found.credentials();
            return passwords
                    .matches(signIn.password(), stored == null ? null : stored.passwordHash())
                    .flatMap(matches -> matches && stored != null
                            ? Mono.just(stored.userId())
                            : Mono.error(new Rejection(
                                    ErrorCode.BAD_CREDENTIALS, "Handle and password do not match an account.")));
        });
    }

    private Mono<CredentialsFound> credentials(TokenRequest.SignIn signIn) {
        return Handles.isValid(signIn.handle())
                ? queries.ask(new FindCredentials(new Confidential(signIn.handle())))
                : Mono.just(new CredentialsFound(null));
    }

    private Mono<WriteResult<TokenAnswer>> open(UserId userId, TokenRequest.SignIn signIn) {
        Caller caller = new Caller(userId, new DeviceId(ids.next()));
        return commands.send(new OpenSession(caller.deviceId(), userId, signIn.device()), Object.class, userId, null)
                .map(opened -> new WriteResult<>(pair(caller, FIRST_GENERATION), opened.position()));
    }

    private Mono<WriteResult<TokenAnswer>> refresh(SessionToken token) {
        Caller caller = token.caller();
        return commands.send(new RefreshSession(caller.deviceId(), token.generation()), RefreshOutcome.class, caller)
                .map(refreshed -> new WriteResult<>(next(caller, refreshed.get()), refreshed.position()));
    }

    private TokenAnswer next(Caller caller, RefreshOutcome outcome) {
        if (outcome.reused()) {
            // the log will say so too, a moment later
            closedSessions.add(caller.deviceId());
            throw badRefreshToken();
        }
        return pair(caller, outcome.generation());
    }

    private TokenAnswer pair(Caller caller, int generation) {
        return new TokenAnswer(
                tokens.access(caller),
                "Bearer",
                tokens.accessLifetime().toSeconds(),
                tokens.refresh(caller, generation),
                caller.userId().toString(),
                caller.deviceId().toString());
    }

    private static boolean isBadCredentials(Throwable failure) {
        return failure instanceof Rejection rejection && rejection.code() == ErrorCode.BAD_CREDENTIALS;
    }

    private static Rejection badRefreshToken() {
        return new Rejection(ErrorCode.BAD_CREDENTIALS, "The refresh token is not valid: sign in again.");
    }
}
