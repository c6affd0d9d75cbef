package io.parley.api.operator;

import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.Cursors;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.QueryNumbers;
import io.parley.contract.deadletter.DeadLetterCommand.SkipDeadLetter;
import io.parley.contract.deadletter.DeadLetterQuery.After;
import io.parley.contract.deadletter.DeadLetterQuery.FindDeadLetter;
import io.parley.contract.deadletter.DeadLetterQuery.FindDeadLetters;
import io.parley.contract.deadletter.DeadLetterRepair;
import io.parley.contract.deadletter.DeadLetters;
import io.parley.contract.deadletter.DeadLetters.Letter;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeadLetterId;
import io.parley.contract.id.OperatorId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What operators see of events that projections hold back, and what they do about them. */
@RestController
final class DeadLettersController implements DeadLettersApi {

    private static final String PATH = "/v1/operator/dead-letters";
    private static final String ONE = PATH + "/{letterId}";
    private static final char SEPARATOR = '/';

    private final Commands commands;
    private final Queries queries;
    private final DeadLetterRepair repair;

    DeadLettersController(Commands commands, Queries queries, DeadLetterRepair repair) {
        this.commands = commands;
        this.queries = queries;
        this.repair = repair;
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<DeadLettersBody> list(
            @RequestParam(required = false) @Nullable String projection,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            Operator operator) {
        if (projection != null && !projection.matches("[a-z]{1,32}")) {
            throw Rejection.invalid("projection", "must be the name of a projection");
        }
        return queries.ask(new FindDeadLetters(projection, after(cursor), QueryNumbers.limit(limit)))
                .map(page -> DeadLettersBody.of(page, next(page)));
    }

    private static @Nullable After after(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        String inner = Cursors.decode(cursor);
        int end = inner.indexOf(SEPARATOR);
        if (end < 0 || inner.indexOf('\0') >= 0) {
            throw Cursors.invalid();
        }
        return new After(inner.substring(0, end), inner.substring(end + 1));
    }

    private static @Nullable String next(DeadLetters page) {
        if (!page.more() || page.items().isEmpty()) {
            return null;
        }
        Letter last = page.items().get(page.items().size() - 1);
        return Cursors.encode(last.projection() + SEPARATOR + last.conversation());
    }

    @GetMapping(path = ONE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<DeadLetterBody.Detail> show(@PathVariable String letterId, Operator operator) {
        return queries.ask(new FindDeadLetter(letterId(letterId))).map(DeadLetterBody.Detail::of);
    }

    @PostMapping(path = ONE + "/retry", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<RetryBody> retry(@PathVariable String letterId, Operator operator) {
        operator.intervening();
        DeadLetterId named = letterId(letterId);
        return Mono.fromCallable(() -> repair.retry(named))
                .subscribeOn(Schedulers.boundedElastic())
                .map(found -> found.map(RetryBody::of).orElseThrow(DeadLettersController::notHeldBack));
    }

    /** The event comes first: a letter that is gone without it would be one that nobody answers for. */
    @PostMapping(path = ONE + "/skip", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<Void>> skip(
            @PathVariable String letterId, @RequestBody SkipRequest body, Operator operator) {
        OperatorId who = operator.intervening().id();
        DeadLetterId named = letterId(letterId);
        String reason = body.given();
        return queries.ask(new FindDeadLetter(named))
                .map(found -> new SkipDeadLetter(
                        named, found.letter().projection(), found.letter().position(), who, reason))
                .flatMap(command -> commands.send(command, Object.class, who))
                .flatMap(written -> Mono.fromRunnable(() -> repair.evict(named))
                        .subscribeOn(Schedulers.boundedElastic())
                        .thenReturn(written))
                .map(written ->
                        written.on(ResponseEntity.status(HttpStatus.NO_CONTENT)).build());
    }

    /** What is no identifier names nothing. */
    private static DeadLetterId letterId(String text) {
        try {
            return DeadLetterId.valueOf(text);
        } catch (IllegalArgumentException noId) {
            throw notHeldBack();
        }
    }

    private static Rejection notHeldBack() {
        return new Rejection(
                ErrorCode.NOT_FOUND, "Nothing is held back under this identifier: it went through or was skipped.");
    }
}
