package io.parley.api.operator;

import io.parley.api.degradation.ServiceLevelReadings;
import io.parley.api.degradation.Shedding;
import io.parley.api.dispatch.Commands;
import io.parley.contract.degradation.DegradationCommand.ForceShedding;
import io.parley.contract.degradation.DegradationCommand.FreeShedding;
import io.parley.contract.degradation.ForcedShedding.Forced;
import io.parley.contract.degradation.SheddingId;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What operators see of levels of service, and what they do about them. */
@RestController
final class DegradationController implements DegradationApi {

    private static final String PATH = "/v1/operator/degradation";
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Shedding shedding;
    private final ServiceLevelReadings readings;
    private final Commands commands;
    private final Clock clock;
    private final Sinks.Empty<Void> closing = Sinks.empty();

    DegradationController(Shedding shedding, ServiceLevelReadings readings, Commands commands, Clock clock) {
        this.shedding = shedding;
        this.readings = readings;
        this.commands = commands;
        this.clock = clock;
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<DegradationBody> degradation(Operator operator) {
        return Mono.fromSupplier(() -> body(shedding.state()));
    }

    @GetMapping(path = PATH + "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Override
    public Flux<ServerSentEvent<DegradationBody>> follow(Operator operator) {
        Flux<ServerSentEvent<DegradationBody>> levels = Flux.<Shedding.State>create(
                        this::listen, FluxSink.OverflowStrategy.LATEST)
                .map(state ->
                        ServerSentEvent.builder(body(state)).event("level").build());
        Flux<ServerSentEvent<DegradationBody>> alive = Flux.interval(HEARTBEAT)
                .map(beat -> ServerSentEvent.<DegradationBody>builder()
                        .comment("keep-alive")
                        .build());
        return Flux.merge(levels, alive).takeUntilOther(closing.asMono());
    }

    /** The web server waits for its requests to end, which these never would by themselves. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.tryEmitEmpty();
    }

    private void listen(FluxSink<Shedding.State> sink) {
        Consumer<Shedding.State> listener = sink::next;
        sink.onDispose(() -> shedding.forget(listener));
        shedding.onChange(listener);
    }

    private DegradationBody body(Shedding.State state) {
        return DegradationBody.of(shedding, state, readings.readings());
    }

    @PutMapping(path = PATH + "/classes/{workClass}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<Void>> force(
            @PathVariable String workClass, @RequestBody ForceRequest body, Operator operator) {
        Forced said = new Forced(named(workClass), body.isShed(), body.until(clock.instant()));
        ForceShedding command = new ForceShedding(new SheddingId(said.workClass()), said.shed(), said.until());
        return commands.send(command, Object.class, operator.intervening().id())
                .doOnNext(written -> shedding.say(
                        said, written.position().value())) // here at once, elsewhere when the log brings it
                .map(written ->
                        written.on(ResponseEntity.status(HttpStatus.NO_CONTENT)).build());
    }

    @DeleteMapping(PATH + "/classes/{workClass}")
    @Override
    public Mono<ResponseEntity<Void>> free(@PathVariable String workClass, Operator operator) {
        FreeShedding command = new FreeShedding(new SheddingId(named(workClass)));
        return commands.send(command, Object.class, operator.intervening().id())
                .doOnNext(written -> shedding.free(
                        command.sheddingId().workClass(), written.position().value()))
                .map(written ->
                        written.on(ResponseEntity.status(HttpStatus.NO_CONTENT)).build());
    }

    private static WorkClass named(String word) {
        return Arrays.stream(WorkClass.values())
                .filter(WorkClass::canBeShed)
                .filter(workClass -> workClass.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Rejection(ErrorCode.NOT_FOUND, "There is no such class of work."));
    }
}
