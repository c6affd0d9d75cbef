package io.parley.api.degradation;

import io.parley.api.dispatch.RandomIds;
import io.parley.api.limits.CommandLimit;
import io.parley.api.problem.OverloadRetry;
import io.parley.api.problem.ReadyProblem;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses what is given up, and messages and receipts for which there is no room, before anything at all is done for a request: no filter sees it,
 * its token is not looked at, and the answer is made already. What is refused comes by the thousand just when there is no time.
 */
@Component
final class EarlyRefusals implements HttpHandlerDecoratorFactory {

    private static final Pattern MESSAGE = Pattern.compile("/v1/chats/[^/]+/messages");

    private final Shedding shedding;
    private final CommandLimit commands;
    private final RandomIds ids;
    private final Map<WorkClass, ReadyProblem> shed = new EnumMap<>(WorkClass.class);
    private final ReadyProblem overloaded;

    EarlyRefusals(Shedding shedding, CommandLimit commands, RandomIds ids, JsonMapper json) {
        this.shedding = shedding;
        this.commands = commands;
        this.ids = ids;
        for (WorkClass workClass : WorkClass.values()) {
            shed.put(
                    workClass,
                    new ReadyProblem(
                            json,
                            ErrorCode.SHED,
                            "There is too much to do: " + workClass.word() + " is not served at present."));
        }
        overloaded = new ReadyProblem(json, ErrorCode.OVERLOADED, "Too much work is under way; try again soon.");
    }

    @Override
    public HttpHandler apply(HttpHandler served) {
        return (request, response) -> handle(request, response, served);
    }

    private Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response, HttpHandler served) {
        WorkClass given = givenUp(request);
        if (given != null) {
            return refuse(given, response);
        }
        WorkClass command = command(request);
        if (command != null && commands.refuses(command)) {
            return overloaded.write(response, ids.next(), OverloadRetry.seconds());
        }
        return served.handle(request, response);
    }

    private @Nullable WorkClass givenUp(ServerHttpRequest request) {
        if (!shedding.mayShed()) {
            return null;
        }
        WorkClass workClass = WorkClasses.of(request);
        return shedding.isShed(workClass) ? workClass : null;
    }

    private Mono<Void> refuse(WorkClass workClass, ServerHttpResponse response) {
        ReadyProblem problem = shed.get(workClass);
        if (problem == null) {
            throw new IllegalStateException("no answer for " + workClass);
        }
        return problem.write(response, ids.next(), shedding.refuse(workClass));
    }

    /** The class of the commands that come by the thousand; null for what is none of them. */
    private static @Nullable WorkClass command(ServerHttpRequest request) {
        if (!HttpMethod.POST.equals(request.getMethod())) {
            return null;
        }
        String path = request.getPath().pathWithinApplication().value();
        if (path.equals("/v1/receipts")) {
            return WorkClass.RECEIPTS;
        }
        return MESSAGE.matcher(path).matches() ? WorkClass.MESSAGES : null;
    }
}
