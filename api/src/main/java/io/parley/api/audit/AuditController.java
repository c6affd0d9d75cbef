package io.parley.api.audit;

import io.parley.api.chat.ChatPaths;
import io.parley.api.dispatch.Cursors;
import io.parley.api.dispatch.QueryNumbers;
import io.parley.api.operator.Operator;
import io.parley.contract.audit.AuditLogReader;
import io.parley.contract.audit.AuditOperation;
import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.EventFilter;
import io.parley.contract.audit.Moment;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What operators see of the log. */
@RestController
final class AuditController implements AuditApi {

    private static final String PATH = "/v1/operator";

    private final AuditReads reads;
    private final Revealer revealer;

    AuditController(AuditReads reads, Revealer revealer) {
        this.reads = reads;
        this.revealer = revealer;
    }

    @GetMapping(path = PATH + "/events", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<AuditEventsBody> events(
            @RequestParam(required = false) @Nullable String chat,
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String message,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String reason,
            Operator operator,
            ServerHttpRequest request) {
        Question question = new Question(AuditOperation.EVENTS, reason);
        EventFilter filter = new EventFilter(
                question.id("chat", chat),
                question.id("user", user),
                question.id("message", message),
                question.type("type", type),
                question.time("since", since),
                question.time("until", until),
                question.position("from", from, 1),
                question.position("to", to, Long.MAX_VALUE));
        int most = QueryNumbers.limit(limit);
        long after = cursor == null
                ? 0
                : question.position("after", Long.toString(QueryNumbers.inCursor(Cursors.decode(cursor))), 0);
        return reads.answer(question, operator, request, log -> AuditEventsBody.of(log.events(filter, after, most)));
    }

    @GetMapping(path = PATH + "/chats/{chatId}/as-of", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ConversationBody> asOf(
            @PathVariable String chatId,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String reveal,
            @RequestParam(required = false) @Nullable String reason,
            Operator operator,
            ServerHttpRequest request) {
        Question question = new Question(AuditOperation.CONVERSATION, reason);
        ChatId chat = question.chat("chat", ChatPaths.chatId(chatId).toString());
        Moment moment = Objects.requireNonNullElse(question.moment("at", at), Moment.NOW);
        boolean reveals = question.reveals("reveal", reveal);
        if (reveals && !operator.reveals()) {
            return refused(question, operator, request);
        }
        return reads.answer(question, operator, request, log -> {
            ConversationState state = then(log, chat, moment);
            return ConversationBody.of(chat, state, reveals ? revealed(log, chat, moment, state) : Map.of());
        });
    }

    private Map<Long, RevealedBody> revealed(AuditLogReader log, ChatId chat, Moment moment, ConversationState state) {
        ConversationState now = moment.equals(Moment.NOW) ? state : then(log, chat, Moment.NOW);
        return revealer.reveal(ConversationBody.shown(state), now);
    }

    @GetMapping(path = PATH + "/chats/{chatId}/diff", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ConversationDiffBody> diff(
            @PathVariable String chatId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String reason,
            Operator operator,
            ServerHttpRequest request) {
        Question question = new Question(AuditOperation.CHANGES, reason);
        ChatId chat = question.chat("chat", ChatPaths.chatId(chatId).toString());
        Moment earlier = question.moment("from", from);
        if (earlier == null) {
            throw Rejection.invalid("from", "is required");
        }
        Moment later = Objects.requireNonNullElse(question.moment("to", to), Moment.NOW);
        return reads.answer(question, operator, request, log -> {
            ConversationState end = then(log, chat, later);
            return ConversationDiffBody.of(chat, log.conversation(chat, earlier).orElse(null), end);
        });
    }

    @GetMapping(path = PATH + "/messages/{messageId}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<MessageHistoryBody> message(
            @PathVariable String messageId,
            @RequestParam(required = false) @Nullable String chat,
            @RequestParam(required = false) @Nullable String reveal,
            @RequestParam(required = false) @Nullable String reason,
            Operator operator,
            ServerHttpRequest request) {
        Question question = new Question(AuditOperation.MESSAGE, reason);
        MessageId id = ChatPaths.messageId(messageId);
        question.id("message", id.toString());
        ChatId ofChat = question.chat("chat", chat);
        boolean reveals = question.reveals("reveal", reveal);
        if (reveals && !operator.reveals()) {
            return refused(question, operator, request);
        }
        return reads.answer(question, operator, request, log -> log.message(ofChat, id)
                .map(history -> MessageHistoryBody.of(
                        history, reveals ? revealer.reveal(history, () -> isHeld(log, ofChat)) : null))
                .orElseThrow(
                        () -> new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "There is no such message in this chat.")));
    }

    @GetMapping(path = PATH + "/root", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<String> root(
            @RequestParam(required = false) @Nullable String reason, Operator operator, ServerHttpRequest request) {
        Question question = new Question(AuditOperation.ROOT, reason);
        return reads.answer(question, operator, request, log -> log.root()
                .orElseThrow(() -> new Rejection(ErrorCode.NOT_FOUND, "Nothing is sealed yet.")));
    }

    @GetMapping(path = PATH + "/chats/{chatId}/proof", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Override
    public Mono<String> proof(
            @PathVariable String chatId,
            @RequestParam(required = false) @Nullable String reason,
            Operator operator,
            ServerHttpRequest request) {
        Question question = new Question(AuditOperation.PROOF, reason);
        ChatId chat = question.chat("chat", ChatPaths.chatId(chatId).toString());
        return reads.answer(question, operator, request, log -> log.proof(chat)
                .orElseThrow(() -> new Rejection(
                        ErrorCode.CHAT_NOT_FOUND, "There is no such chat, or none of it is sealed yet.")));
    }

    /** That somebody tried to see what they may not is taken down, too. */
    private <A> Mono<A> refused(Question question, Operator operator, ServerHttpRequest request) {
        question.refused();
        return reads.answer(question, operator, request, log -> {
            throw new Rejection(ErrorCode.FORBIDDEN, "This operator may not see what messages say.");
        });
    }

    private static boolean isHeld(AuditLogReader log, ChatId chat) {
        return log.conversation(chat, Moment.NOW)
                .filter(now -> now.chat().heldSince() != null)
                .isPresent();
    }

    private static ConversationState then(AuditLogReader log, ChatId chat, Moment moment) {
        return log.conversation(chat, moment)
                .orElseThrow(() -> new Rejection(ErrorCode.CHAT_NOT_FOUND, "There was no such chat then."));
    }
}
