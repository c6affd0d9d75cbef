package io.parley.infra.nodes;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How nodes on one database wake each other.
 *
 * @param debounce the shortest time between two notifications of one node; what happens meanwhile is told in one
 * @param silence after how long without a notification the listening connection is checked
 * @param reconnectAfter how long to wait before a lost connection is opened again; twice as long after each failure
 * @param reconnectAtMost the longest such wait
 */
@Validated
@ConfigurationProperties("parley.nodes")
public record NodesProperties(
        @DefaultValue("2ms") @DurationMin(millis = 1) @DurationMax(seconds = 1)
        Duration debounce,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration silence,

        @DefaultValue("100ms") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration reconnectAfter,

        @DefaultValue("5s") @DurationMin(millis = 10) @DurationMax(minutes = 5)
        Duration reconnectAtMost) {}
