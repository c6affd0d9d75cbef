package io.parley.api.message;

import io.parley.api.chat.ChatPaths;
import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.QueryNumbers;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.dispatch.WriteResult;
import io.parley.api.limits.RateLimits;
import io.parley.api.presence.UserActivity;
import io.parley.api.session.Caller;
import io.parley.contract.id.ChatId;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessagePage;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.message.SentMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sending messages and reading a chat's history. */
@RestController
@RequestMapping(path = "/v1/chats/{chatId}/messages", produces = MediaType.APPLICATION_JSON_VALUE)
final class MessagesController implements MessagesApi {

    private final Commands commands;
    private final Queries queries;
    private final RateLimits limits;
    private final UserActivity activity;

    MessagesController(Commands commands, Queries queries, RateLimits limits, UserActivity activity) {
        this.commands = commands;
        this.queries = queries;
        this.limits = limits;
        this.activity = activity;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<SentBody>> send(
            @PathVariable String chatId, @RequestBody SendRequest body, Caller caller) {
        SendMessage command = body.to(ChatPaths.chatId(chatId), caller.userId());
        limits.message(caller.userId());
        return commands.send(command, SentMessage.class, caller)
                .doOnNext(sent -> note(sent.get(), caller))
                .map(MessagesController::answer);
    }

    /** What is sent again was sent by the app, of itself. */
    private void note(SentMessage sent, Caller caller) {
        if (!sent.repeated()) {
            activity.by(caller);
        }
    }

    @DeleteMapping("/{messageId}")
    @Override
    public Mono<ResponseEntity<Void>> retract(
            @PathVariable String chatId, @PathVariable String messageId, Caller caller) {
        ChatId chat = ChatPaths.chatId(chatId);
        RetractMessage command = new RetractMessage(chat, ChatPaths.messageId(messageId), caller.userId());
        return commands.send(command, Object.class, caller).map(retracted -> retracted
                .on(ResponseEntity.status(HttpStatus.NO_CONTENT))
                .build());
    }

    @GetMapping
    @Override
    public Mono<HistoryBody> history(
            @PathVariable String chatId,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String atLeast,
            Caller caller,
            ReadPosition position) {
        HistoryBounds bounds = HistoryBounds.of(before, after, cursor);
        Long leastSequence = QueryNumbers.sequence("atLeast", atLeast);
        FindMessages query = new FindMessages(
                ChatPaths.chatId(chatId),
                caller.userId(),
                bounds.before(),
                bounds.after(),
                QueryNumbers.limit(limit),
                leastSequence == null ? 0 : leastSequence,
                position.atLeast());
        return queries.ask(query).map(page -> page(page, bounds));
    }

    private static HistoryBody page(MessagePage page, HistoryBounds bounds) {
        return new HistoryBody(page.items().stream().map(MessageBody::of).toList(), bounds.next(page));
    }

    private static ResponseEntity<SentBody> answer(WriteResult<SentMessage> result) {
        SentMessage sent = result.get();
        HttpStatus status = sent.repeated() ? HttpStatus.OK : HttpStatus.CREATED;
        return result.on(ResponseEntity.status(status)).body(SentBody.of(sent));
    }
}
