package io.parley.faults;

import io.parley.faults.Point.Stage;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** The points on a command's way. */
final class CommandPoints implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final Faults faults;

    CommandPoints(Faults faults) {
        this.faults = faults;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        if (faults.areNone()) {
            return chain.proceed();
        }
        Object command = unitOfWork.getMessage().getPayload();
        String name = command.getClass().getSimpleName();
        Subject subject = Subject.of(command);
        faults.reach(new Point(Stage.COMMAND, name), subject);
        Object answer = chain.proceed();
        CommitPoints.register(faults, name, subject);
        return answer;
    }
}
