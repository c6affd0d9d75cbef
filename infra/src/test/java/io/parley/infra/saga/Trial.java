package io.parley.infra.saga;

import io.parley.contract.ParleyEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A saga that remembers what it heard, in private fields as sagas have them. It ends at once, or when its deadline is due. */
public class Trial {

    private static final String DUE = "due";
    private static final String REMINDER = "reminder";

    private final List<String> heard = new ArrayList<>();
    private @Nullable String name;

    /** For Axon. */
    public Trial() {}

    @StartSaga
    @SagaEventHandler(associationProperty = "name")
    void on(Began event, Trials trials, DeadlineManager deadlines) {
        name = event.name();
        heard.add("began");
        if (event.deadline() == null) {
            SagaLifecycle.end();
        } else {
            deadlines.schedule(event.deadline(), DUE);
        }
        trials.enter("began", heard);
    }

    @SagaEventHandler(associationProperty = "name")
    void on(Went event, Trials trials) {
        heard.add(event.what());
        trials.enter(event.what(), heard);
    }

    @SagaEventHandler(associationProperty = "name")
    void on(Noted event, DeadlineManager deadlines) {
        heard.add("noted");
        deadlines.schedule(Duration.ZERO, REMINDER, new Reminder(event.text()));
    }

    @DeadlineHandler(deadlineName = REMINDER)
    void remind(Reminder reminder, Trials trials) {
        heard.add(reminder.text());
        trials.enter(reminder.text(), heard);
    }

    @DeadlineHandler(deadlineName = DUE)
    void due(DeadlineMessage<?> deadline, Trials trials, CommandGateway commands) {
        heard.add(DUE);
        trials.enter(DUE, heard);
        trials.commands().forEach(commands::sendAndWait);
        if (trials.endsWhenDue()) {
            SagaLifecycle.end();
        }
    }

    /** A trial began; without a deadline it is over at once. */
    @Revision("1")
    public record Began(String name, @Nullable Duration deadline) implements ParleyEvent {}

    /** A trial went somehow. */
    @Revision("1")
    public record Went(String name, String what) implements ParleyEvent {}

    /** A trial is to be reminded of something at once. */
    @Revision("1")
    public record Noted(String name, String text) implements ParleyEvent {}

    /** Of what. */
    public record Reminder(String text) {}
}
