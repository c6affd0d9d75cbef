package io.parley.infra.account;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How tickets are kept.
 *
 * @param limit how many, on all nodes together; beyond it the oldest are void before their time
 * @param tidy how often at most a node that issues tickets removes those that are void
 */
@Validated
@ConfigurationProperties("parley.tickets")
record TicketProperties(
        @DefaultValue("100000") @Min(1) @Max(10_000_000) long limit,
        @DefaultValue("1s") @DurationMin(millis = 10) Duration tidy) {}
