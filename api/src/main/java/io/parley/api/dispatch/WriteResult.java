package io.parley.api.dispatch;

import io.parley.contract.log.StorePosition;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * What came of a command.
 *
 * @param answer the handler's answer; null for commands that have none
 * @param position from which on a read sees what was written: the answer's {@code Parley-Position}
 */
public record WriteResult<A>(@Nullable A answer, StorePosition position) {

    /** The answer of a command that has one. */
    public A get() {
        if (answer == null) {
            throw new IllegalStateException("the command was answered with nothing");
        }
        return answer;
    }

    /** Puts the position on an answer. */
    public ResponseEntity.BodyBuilder on(ResponseEntity.BodyBuilder response) {
        return response.header(ReadPosition.HEADER, position.toString());
    }
}
