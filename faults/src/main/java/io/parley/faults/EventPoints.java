package io.parley.faults;

import io.parley.faults.Point.Stage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** The points on an event's way through a processor. */
final class EventPoints implements MessageHandlerInterceptor<EventMessage<?>> {

    private final Faults faults;
    private final String processor;

    EventPoints(Faults faults, String processor) {
        this.faults = faults;
        this.processor = processor;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        if (faults.areNone()) {
            return chain.proceed();
        }
        Object event = unitOfWork.getMessage().getPayload();
        String name = processor + ":" + event.getClass().getSimpleName();
        Subject subject = Subject.of(event);
        faults.reach(new Point(Stage.EVENT, name), subject);
        Object answer = chain.proceed();
        CommitPoints.register(faults, name, subject);
        return answer;
    }
}
