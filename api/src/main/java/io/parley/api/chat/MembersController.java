package io.parley.api.chat;

import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.WriteResult;
import io.parley.api.session.Caller;
import io.parley.contract.chat.ChatCommand.AddMember;
import io.parley.contract.chat.ChatCommand.RemoveMember;
import io.parley.contract.chat.PutMember;
import io.parley.contract.id.ChatId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** Who is in a group. */
@RestController
final class MembersController implements MembersApi {

    private static final String PATH = "/v1/chats/{chatId}/members/{userId}";

    private final Commands commands;

    MembersController(Commands commands) {
        this.commands = commands;
    }

    @PutMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<ChatMember>> put(
            @PathVariable String chatId,
            @PathVariable String userId,
            @RequestBody(required = false) @Nullable PutMemberRequest body,
            Caller caller,
            ServerHttpRequest request) {
        refuseNull(body, request);
        ChatId chat = ChatPaths.chatId(chatId);
        AddMember command =
                new AddMember(chat, caller.userId(), ChatPaths.userId(userId), body == null ? null : body.memberRole());
        return commands.send(command, PutMember.class, caller).map(MembersController::answer);
    }

    @DeleteMapping(PATH)
    @Override
    public Mono<ResponseEntity<Void>> remove(@PathVariable String chatId, @PathVariable String userId, Caller caller) {
        ChatId chat = ChatPaths.chatId(chatId);
        RemoveMember command = new RemoveMember(chat, caller.userId(), ChatPaths.memberId(userId));
        return commands.send(command, Object.class, caller)
                .map(removed ->
                        removed.on(ResponseEntity.status(HttpStatus.NO_CONTENT)).build());
    }

    /** The body may be left out, but {@code null} is not left out. */
    private static void refuseNull(@Nullable PutMemberRequest body, ServerHttpRequest request) {
        if (body == null && request.getHeaders().getContentLength() > 0) {
            throw new ServerWebInputException("the body is null");
        }
    }

    private static ResponseEntity<ChatMember> answer(WriteResult<PutMember> result) {
        PutMember put = result.get();
        HttpStatus status = put.added() ? HttpStatus.CREATED : HttpStatus.OK;
        return result.on(ResponseEntity.status(status)).body(ChatMember.of(put.member()));
    }
}
