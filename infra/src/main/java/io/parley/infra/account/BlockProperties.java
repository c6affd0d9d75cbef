package io.parley.infra.account;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many blocks there may be.
 *
 * @param perUser how many others one user may block; some 100 bytes each in memory while the account is in use
 * @param remembered of how many users it is remembered whom they block, so that a message need not ask the database; each block counts
 *     as one more
 */
@Validated
@ConfigurationProperties("parley.blocks")
public record BlockProperties(
        @DefaultValue("1000") @Min(1) @Max(100_000) int perUser,
        @DefaultValue("200000") @Min(1) @Max(50_000_000) int remembered) {}
