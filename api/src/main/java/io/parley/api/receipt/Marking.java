package io.parley.api.receipt;

import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.WriteResult;
import io.parley.api.limits.CommandLimit;
import io.parley.api.session.Caller;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.FieldError;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.StorePosition;
import io.parley.contract.receipt.MarksChecked;
import io.parley.contract.receipt.ReceiptQuery.CheckMarks;
import io.parley.contract.receipt.ReceiptQuery.Mark;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sets many marks for one request: all are checked before any is set. Setting is idempotent, so a request that failed half-way
 * may be repeated.
 */
@Component
final class Marking {

    private static final int CHATS_AT_ONCE = 16;

    private final Commands commands;
    private final Queries queries;

    Marking(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** Sets them all, or none if one may not be set; the position of the last. */
    Mono<StorePosition> mark(List<Marks> marks, Caller caller) {
        List<Mark> wished = marks.stream()
                .map(mark -> new Mark(mark.chatId(), mark.highest()))
                .toList();
        return queries.ask(new CheckMarks(caller.userId(), wished))
                .doOnNext(Marking::refuse)
                .then(Mono.defer(() -> admitted(merged(marks), caller)));
    }

    /** How long a request with many marks takes says nothing of how much may be under way. */
    private Mono<StorePosition> admitted(Collection<Marks> marks, Caller caller) {
        return Mono.using(
                () -> commands.admit(WorkClass.RECEIPTS, caller.userId()),
                permit -> apply(marks, caller),
                CommandLimit.Permit::ignored);
    }

    private Mono<StorePosition> apply(Collection<Marks> marks, Caller caller) {
        return Flux.fromIterable(marks)
                .flatMap(mark -> apply(mark, caller), CHATS_AT_ONCE)
                .map(WriteResult::position)
                .reduce((one, other) -> one.value() >= other.value() ? one : other)
                .timeout(commands.deadline())
                .onErrorMap(
                        TimeoutException.class,
                        late -> new Rejection(ErrorCode.UNAVAILABLE, "Not all marks were set in time: repeat them."));
    }

    /** One after the other, since both are for the same aggregate. */
    private Flux<WriteResult<Object>> apply(Marks marks, Caller caller) {
        return Flux.fromIterable(marks.commands(caller.userId()))
                .concatMap(command -> commands.send(command, Object.class, caller));
    }

    private static Collection<Marks> merged(List<Marks> marks) {
        Map<ChatId, Marks> byChat = new LinkedHashMap<>();
        marks.forEach(mark -> byChat.merge(mark.chatId(), mark, Marks::and));
        return byChat.values();
    }

    /** The request is refused as its first bad mark would be; all of them are named. */
    private static void refuse(MarksChecked checked) {
        if (checked.refused().isEmpty()) {
            return;
        }
        List<MarksChecked.Refused> refused = checked.refused().stream()
                .sorted(Comparator.comparingInt(MarksChecked.Refused::index))
                .toList();
        throw new Rejection(
                refused.get(0).code(),
                "Nothing was marked: see the errors.",
                refused.stream().map(Marking::error).toList());
    }

    private static FieldError error(MarksChecked.Refused refused) {
        String path = "receipts[" + refused.index() + "]";
        return refused.code() == ErrorCode.BEYOND_LAST_SEQUENCE
                ? new FieldError(path, "is beyond the chat's last sequence")
                : new FieldError(path + ".chatId", "is no chat that you are in");
    }
}
