package io.parley.api.operator;

import io.parley.api.chat.ChatPaths;
import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.Cursors;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.QueryNumbers;
import io.parley.api.dispatch.ReadPosition;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.AbandonedFanOuts;
import io.parley.contract.fanout.AbandonedFanOuts.AbandonedFanOut;
import io.parley.contract.fanout.FanOutCommand.RestartFanOut;
import io.parley.contract.fanout.FanOutQuery.FindAbandonedFanOuts;
import io.parley.contract.id.LaneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What operators do about messages on their way to groups' members. */
@RestController
final class FanOutsController implements FanOutsApi {

    private final Commands commands;

    private final Queries queries;

    FanOutsController(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    @GetMapping(path = "/v1/operator/fan-outs/abandoned", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<AbandonedBody> abandoned(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            Operator operator,
            ReadPosition position) {
        long after = cursor == null ? 0 : QueryNumbers.inCursor(Cursors.decode(cursor));
        return queries.ask(new FindAbandonedFanOuts(after, QueryNumbers.limit(limit), position.atLeast()))
                .map(page -> AbandonedBody.of(page, next(page)));
    }

    private static @Nullable String next(AbandonedFanOuts page) {
        List<AbandonedFanOut> items = page.items();
        return page.more() && !items.isEmpty()
                ? Cursors.encode(Long.toString(items.get(items.size() - 1).position()))
                : null;
    }

    @PostMapping("/v1/operator/chats/{chatId}/lanes/{lane}/messages/{sequence}/restart")
    @Override
    public Mono<ResponseEntity<Void>> restart(
            @PathVariable String chatId, @PathVariable String lane, @PathVariable String sequence, Operator operator) {
        LaneId laneId = new LaneId(ChatPaths.chatId(chatId), (int) number(lane, 0, Integer.MAX_VALUE));
        RestartFanOut command = new RestartFanOut(laneId, number(sequence, 1, Long.MAX_VALUE));
        return commands.send(command, Object.class, operator.intervening().id()).map(restarted -> restarted
                .on(ResponseEntity.status(HttpStatus.NO_CONTENT))
                .build());
    }

    /** What is no number names nothing, as with identifiers. */
    private static long number(String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // answered below
        }
        throw new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "Nothing was given up there.");
    }
}
