package io.parley.api.limits;

import org.springframework.stereotype.Component;

/** How much was let in, and how much refused because too much was under way, since the start. */
@Component
public final class Admissions {

    private final CommandLimit commands;
    private final InFlightFilter requests;

    Admissions(CommandLimit commands, InFlightFilter requests) {
        this.commands = commands;
        this.requests = requests;
    }

    /** Commands that were let in. */
    public long admitted() {
        return commands.admitted();
    }

    /** Commands and requests that were refused. */
    public long refused() {
        return commands.refused() + requests.refused();
    }
}
