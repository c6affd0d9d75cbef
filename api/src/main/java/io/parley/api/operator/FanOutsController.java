package io.parley.api.operator;

import io.parley.api.chat.ChatPaths;
import io.parley.api.dispatch.Commands;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.FanOutCommand.RestartFanOut;
import io.parley.contract.id.LaneId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What operators do about messages on their way to groups' members. */
@RestController
final class FanOutsController implements FanOutsApi {

    private final Commands commands;

    FanOutsController(Commands commands) {
        this.commands = commands;
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
