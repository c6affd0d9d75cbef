package io.parley.api.operator;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.id.OperatorId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;

/** What is for operators is tried by some who are there for one test. */
abstract class OperatorTest extends EdgeTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private OperatorProperties properties;

    @AfterEach
    void nobodyIsAnOperator() throws IOException {
        Files.deleteIfExists(Path.of(properties.file()));
    }

    /** The token of a new operator of this role. */
    String token(OperatorRole role) throws IOException {
        return token(role, null);
    }

    /** As {@link #token(OperatorRole)}, of one who may or may not see what messages say. */
    String token(OperatorRole role, @Nullable Boolean reveals) throws IOException {
        String token = OperatorToken.random();
        String id = OperatorId.random().toString();
        new OperatorFile(Path.of(properties.file()))
                .add(new OperatorEntry(
                        id, id, role, OperatorToken.hash(token), clock.instant().plus(Duration.ofDays(1)), reveals));
        return token;
    }
}
