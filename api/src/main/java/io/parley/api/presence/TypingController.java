package io.parley.api.presence;

import io.parley.api.chat.ChatPaths;
import io.parley.api.dispatch.Commands;
import io.parley.api.limits.RateLimits;
import io.parley.api.session.Caller;
import io.parley.contract.presence.TypingFeed.Typing;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Typing over HTTP. */
@RestController
final class TypingController implements TypingApi {

    private final TypingRelay relay;
    private final Commands commands;
    private final RateLimits limits;

    TypingController(TypingRelay relay, Commands commands, RateLimits limits) {
        this.relay = relay;
        this.commands = commands;
        this.limits = limits;
    }

    @PostMapping("/v1/chats/{chatId}/typing")
    @Override
    public Mono<ResponseEntity<Void>> typing(@PathVariable String chatId, Caller caller) {
        Typing typing = new Typing(ChatPaths.chatId(chatId), caller.userId());
        limits.signal(caller.userId());
        return relay.typing(typing, commands.lastWrite(caller))
                .thenReturn(ResponseEntity.status(HttpStatus.ACCEPTED).build());
    }
}
