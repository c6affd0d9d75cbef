package io.parley.api.user;

import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.Cursors;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.QueryNumbers;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.session.Caller;
import io.parley.contract.user.UserCommand;
import io.parley.contract.user.UserCommand.BlockUser;
import io.parley.contract.user.UserCommand.UnblockUser;
import io.parley.contract.user.UserQuery.FindBlocks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Whom one has blocked, over HTTP. */
@RestController
@RequestMapping(path = "/v1/blocks", produces = MediaType.APPLICATION_JSON_VALUE)
final class BlocksController implements BlocksApi {

    private final Commands commands;
    private final Queries queries;

    BlocksController(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    @GetMapping
    @Override
    public Mono<BlocksBody> blocks(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        long below = cursor == null ? Long.MAX_VALUE : QueryNumbers.inCursor(Cursors.decode(cursor));
        return queries.ask(new FindBlocks(caller.userId(), below, QueryNumbers.limit(limit), position.atLeast()))
                .map(BlocksBody::of);
    }

    @PutMapping("/{userId}")
    @Override
    public Mono<ResponseEntity<Void>> block(@PathVariable String userId, Caller caller) {
        return done(new BlockUser(caller.userId(), UsersController.id(userId)), caller);
    }

    @DeleteMapping("/{userId}")
    @Override
    public Mono<ResponseEntity<Void>> unblock(@PathVariable String userId, Caller caller) {
        return done(new UnblockUser(caller.userId(), UsersController.id(userId)), caller);
    }

    private Mono<ResponseEntity<Void>> done(UserCommand command, Caller caller) {
        return commands.send(command, Object.class, caller)
                .map(result ->
                        result.on(ResponseEntity.status(HttpStatus.NO_CONTENT)).build());
    }
}
