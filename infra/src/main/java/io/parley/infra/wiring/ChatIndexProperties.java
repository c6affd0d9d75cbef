package io.parley.infra.wiring;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The index of chats against which receipts are checked.
 *
 * @param capacity how many chats it holds, those used last; some 300 bytes each
 * @param patience how long a check waits at most for the index to pass the head of the log
 */
@Validated
@ConfigurationProperties("parley.commands.chat-index")
public record ChatIndexProperties(
        @DefaultValue("100000") @Min(1) @Max(10_000_000) int capacity,

        @DefaultValue("2s") @DurationMin(millis = 1) @DurationMax(seconds = 30)
        Duration patience) {}
