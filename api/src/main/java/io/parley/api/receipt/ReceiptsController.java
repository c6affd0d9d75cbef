package io.parley.api.receipt;

import io.parley.api.chat.ChatPaths;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.presence.UserActivity;
import io.parley.api.session.Caller;
import io.parley.contract.id.ChatId;
import io.parley.contract.receipt.ReceiptQuery.FindMessageReceipts;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Acknowledging messages, and who has got and read one. */
@RestController
final class ReceiptsController implements ReceiptsApi {

    private final Marking marking;
    private final Queries queries;
    private final UserActivity activity;

    ReceiptsController(Marking marking, Queries queries, UserActivity activity) {
        this.marking = marking;
        this.queries = queries;
        this.activity = activity;
    }

    @PostMapping(path = "/v1/receipts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<Void>> mark(@RequestBody MarksRequest body, Caller caller) {
        List<Marks> marks = body.checked();
        return marking.mark(marks, caller)
                .doOnNext(position -> note(marks, caller))
                .map(position -> ResponseEntity.noContent()
                        .header(ReadPosition.HEADER, position.toString())
                        .build());
    }

    /** It is the user who reads; the app alone acknowledges delivery. */
    private void note(List<Marks> marks, Caller caller) {
        if (marks.stream().anyMatch(mark -> mark.read() > Marks.NONE)) {
            activity.by(caller);
        }
    }

    @GetMapping(path = "/v1/chats/{chatId}/messages/{messageId}/receipts", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ReceiptsBody> receipts(
            @PathVariable String chatId, @PathVariable String messageId, Caller caller, ReadPosition position) {
        ChatId chat = ChatPaths.chatId(chatId);
        return queries.ask(new FindMessageReceipts(
                        chat, ChatPaths.messageId(messageId), caller.userId(), position.atLeast()))
                .map(ReceiptsBody::of);
    }
}
