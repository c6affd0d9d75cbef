package io.parley.api.degradation;

import io.parley.api.dispatch.RandomIds;
import io.parley.api.limits.CommandLimit;
import io.parley.api.problem.OverloadRetry;
import io.parley.api.problem.ReadyProblem;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which requests are refused before anything at all is done for them: what is given up, and messages and receipts for which there is
 * no room. The answers are made already. What is refused comes by the thousand just when there is no time.
 */
@Component
final class Refusals {

    private final Shedding shedding;
    private final CommandLimit commands;
    private final RandomIds ids;
    private final Map<WorkClass, ReadyProblem> shed = new EnumMap<>(WorkClass.class);
    private final ReadyProblem overloaded;

    Refusals(Shedding shedding, CommandLimit commands, RandomIds ids, JsonMapper json) {
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

    /**
     * An answer that refuses a request.
     *
     * @param problem what it says
     * @param instance which refusal it is
     * @param retryAfter after how many seconds to try again
     */
    record Refusal(ReadyProblem problem, UUID instance, long retryAfter) {}

    /**
     * Whether a request is refused; counts it then.
     *
     * @param path as it was sent, without a query
     * @return null if it is to be served
     */
    @Nullable
    Refusal of(String method, String path) {
        boolean mayShed = shedding.mayShed();
        boolean isOfMany = WorkClasses.isOfMany(method, path);
        if (!mayShed && !isOfMany) {
            return null;
        }
        WorkClass workClass = WorkClasses.of(method, path);
        if (mayShed && shedding.isShed(workClass)) {
            return new Refusal(answer(workClass), ids.next(), shedding.refuse(workClass));
        }
        if (isOfMany && commands.refuses(workClass)) {
            return new Refusal(overloaded, ids.next(), OverloadRetry.seconds());
        }
        return null;
    }

    private ReadyProblem answer(WorkClass workClass) {
        ReadyProblem problem = shed.get(workClass);
        if (problem == null) {
            throw new IllegalStateException("no answer for " + workClass);
        }
        return problem;
    }
}
