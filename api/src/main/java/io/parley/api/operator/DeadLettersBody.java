package io.parley.api.operator;

import io.parley.contract.deadletter.DeadLetters;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of what is held back, as JSON. */
@Schema(name = "DeadLetters")
record DeadLettersBody(List<DeadLetterBody> items, @Nullable String next) {

    static DeadLettersBody of(DeadLetters page, @Nullable String next) {
        return new DeadLettersBody(page.items().stream().map(DeadLetterBody::of).toList(), next);
    }
}
