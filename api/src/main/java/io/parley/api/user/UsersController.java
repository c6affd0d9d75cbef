package io.parley.api.user;

import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.limits.RateLimits;
import io.parley.api.session.Passwords;
import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.parley.contract.user.Handles;
import io.parley.contract.user.UserCommand.RegisterUser;
import io.parley.contract.user.UserQuery.FindUser;
import io.parley.contract.user.UserQuery.FindUserByHandle;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Accounts over HTTP: signing up and finding each other. */
@RestController
@RequestMapping(path = "/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
final class UsersController implements UsersApi {

    private final Commands commands;
    private final Queries queries;
    private final Passwords passwords;
    private final RateLimits limits;
    private final RandomIds ids;

    UsersController(Commands commands, Queries queries, Passwords passwords, RateLimits limits, RandomIds ids) {
        this.commands = commands;
        this.queries = queries;
        this.passwords = passwords;
        this.limits = limits;
        this.ids = ids;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<UserBody>> signUp(@RequestBody SignUpRequest body, ServerHttpRequest request) {
        SignUpRequest.SignUp signUp = body.checked();
        limits.signIn(request.getRemoteAddress());
        return passwords.hash(signUp.password()).flatMap(hash -> register(signUp, hash));
    }

    private Mono<ResponseEntity<UserBody>> register(SignUpRequest.SignUp signUp, Confidential hash) {
        UserId userId = new UserId(ids.next());
        RegisterUser command = new RegisterUser(userId, signUp.handle(), signUp.displayName(), hash);
        UserBody body = new UserBody(
                userId.toString(), signUp.handle().value(), signUp.displayName().value());
        return commands.send(command, Object.class, userId, null)
                .map(result -> result.on(ResponseEntity.created(URI.create("/v1/users/" + userId)))
                        .body(body));
    }

    @GetMapping("/{userId}")
    @Override
    public Mono<UserBody> user(@PathVariable String userId, ReadPosition position) {
        return queries.ask(new FindUser(id(userId), position.atLeast())).map(UserBody::of);
    }

    @GetMapping
    @Override
    public Mono<UserBody> userByHandle(@RequestParam String handle, ReadPosition position) {
        if (!Handles.isValid(handle)) {
            return Mono.error(notFound());
        }
        return queries.ask(new FindUserByHandle(new Confidential(handle), position.atLeast()))
                .map(UserBody::of);
    }

    /** The user whom a path names; what is no identifier is no user either. */
    static UserId id(String text) {
        try {
            return UserId.valueOf(text);
        } catch (IllegalArgumentException noIdAtAll) {
            throw notFound();
        }
    }

    private static Rejection notFound() {
        return new Rejection(ErrorCode.USER_NOT_FOUND, "There is no such user.");
    }
}
