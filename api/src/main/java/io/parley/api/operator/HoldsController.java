package io.parley.api.operator;

import io.parley.api.chat.ChatPaths;
import io.parley.api.dispatch.Commands;
import io.parley.contract.chat.ChatCommand;
import io.parley.contract.chat.ChatCommand.HoldChat;
import io.parley.contract.chat.ChatCommand.ReleaseChat;
import io.parley.contract.id.OperatorId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Legal holds over HTTP. */
@RestController
final class HoldsController implements HoldsApi {

    private static final String PATH = "/v1/operator/chats/{chatId}/hold";

    private final Commands commands;

    HoldsController(Commands commands) {
        this.commands = commands;
    }

    @PutMapping(PATH)
    @Override
    public Mono<ResponseEntity<Void>> hold(@PathVariable String chatId, Operator operator) {
        OperatorId who = operator.intervening().id();
        return send(new HoldChat(ChatPaths.chatId(chatId), who), who);
    }

    @DeleteMapping(PATH)
    @Override
    public Mono<ResponseEntity<Void>> release(@PathVariable String chatId, Operator operator) {
        OperatorId who = operator.intervening().id();
        return send(new ReleaseChat(ChatPaths.chatId(chatId), who), who);
    }

    private Mono<ResponseEntity<Void>> send(ChatCommand command, OperatorId operator) {
        return commands.send(command, Object.class, operator)
                .map(done ->
                        done.on(ResponseEntity.status(HttpStatus.NO_CONTENT)).build());
    }
}
