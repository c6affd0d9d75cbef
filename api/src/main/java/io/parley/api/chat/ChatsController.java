package io.parley.api.chat;

import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.dispatch.WriteResult;
import io.parley.api.session.Caller;
import io.parley.contract.chat.ChatCommand;
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.chat.ChatQuery.FindChat;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.id.ChatId;
import java.net.URI;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Opening, changing and looking at chats. */
@RestController
@RequestMapping(path = "/v1/chats", produces = MediaType.APPLICATION_JSON_VALUE)
final class ChatsController implements ChatsApi {

    private final Commands commands;
    private final Queries queries;
    private final RandomIds ids;
    private final Clock clock;

    ChatsController(Commands commands, Queries queries, RandomIds ids, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<ChatBody>> open(@RequestBody OpenChatRequest body, Caller caller) {
        ChatCommand command = body.command(new ChatId(ids.next()), caller.userId(), clock.instant());
        return commands.send(command, OpenedChat.class, caller)
                .flatMap(opened -> chat(opened.get().chatId(), caller, opened).map(view -> answer(opened, view)));
    }

    @PatchMapping(path = "/{chatId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<ChatBody>> change(
            @PathVariable String chatId, @RequestBody ChangeChatRequest body, Caller caller) {
        ChatId chat = ChatPaths.chatId(chatId);
        Mono<WriteResult<Object>> written = body.command(chat, caller.userId(), clock.instant())
                .map(change -> commands.send(change, Object.class, caller))
                .orElseGet(commands::nothing);
        return written.flatMap(result -> chat(chat, caller, result)
                .map(view -> result.on(ResponseEntity.ok()).body(ChatBody.of(view))));
    }

    @DeleteMapping("/{chatId}")
    @Override
    public Mono<ResponseEntity<Void>> purge(@PathVariable String chatId, Caller caller) {
        return commands.send(new PurgeChat(ChatPaths.chatId(chatId), caller.userId()), Object.class, caller)
                .map(purged ->
                        purged.on(ResponseEntity.status(HttpStatus.NO_CONTENT)).build());
    }

    @GetMapping("/{chatId}")
    @Override
    public Mono<ChatBody> chat(@PathVariable String chatId, Caller caller, ReadPosition position) {
        return queries.ask(new FindChat(ChatPaths.chatId(chatId), caller.userId(), position.atLeast()))
                .map(ChatBody::of);
    }

    private Mono<ChatView> chat(ChatId chatId, Caller caller, WriteResult<?> written) {
        return queries.askAfterWrite(atLeast -> new FindChat(chatId, caller.userId(), atLeast), written);
    }

    private static ResponseEntity<ChatBody> answer(WriteResult<OpenedChat> opened, ChatView view) {
        ResponseEntity.BodyBuilder response = opened.get().created()
                ? ResponseEntity.created(URI.create("/v1/chats/" + view.chatId()))
                : ResponseEntity.ok();
        return opened.on(response).body(ChatBody.of(view));
    }
}
