package io.parley.api.user;

import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.session.Caller;
import io.parley.api.session.ClosedSessionDirectory;
import io.parley.contract.user.UserCommand.ChangeProfile;
import io.parley.contract.user.UserCommand.EraseUser;
import io.parley.contract.user.UserQuery.FindUser;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own profile over HTTP. */
@RestController
@RequestMapping(path = "/v1/me", produces = MediaType.APPLICATION_JSON_VALUE)
final class MeController implements MeApi {

    private final Commands commands;
    private final Queries queries;
    private final ClosedSessionDirectory sessions;

    MeController(Commands commands, Queries queries, ClosedSessionDirectory sessions) {
        this.commands = commands;
        this.queries = queries;
        this.sessions = sessions;
    }

    @GetMapping
    @Override
    public Mono<ProfileBody> me(Caller caller, ReadPosition position) {
        return queries.ask(new FindUser(caller.userId(), position.atLeast())).map(ProfileBody::of);
    }

    @PatchMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<ProfileBody>> change(@RequestBody ProfileChange body, Caller caller) {
        ChangeProfile command = body.of(caller.userId());
        return commands.send(command, Object.class, caller)
                .flatMap(changed -> queries.askAfterWrite(atLeast -> new FindUser(caller.userId(), atLeast), changed)
                        .map(view -> changed.on(ResponseEntity.ok()).body(ProfileBody.of(view))));
    }

    @DeleteMapping
    @Override
    public Mono<ResponseEntity<Void>> erase(Caller caller) {
        return commands.send(new EraseUser(caller.userId()), Object.class, caller)
                // the log will say so too, a moment later and to all nodes
                .doOnNext(erased -> sessions.addErased(caller.userId()))
                .map(erased ->
                        erased.on(ResponseEntity.status(HttpStatus.NO_CONTENT)).build());
    }
}
