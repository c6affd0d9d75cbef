package io.parley.infra.wiring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.command.fanout.FanOutObserver;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts what the fan-out does, and looks, when it is asked, which groups wait for a lane and since when. */
final class FanOutMetrics implements FanOutObserver {

    private final Counter completed;
    private final Counter retried;
    private final Counter abandoned;

    FanOutMetrics(MeterRegistry meters, JdbcClient jdbc, String sagaType) {
        completed = counter(meters, "completed", "Messages to groups that all lanes took at once");
        retried = counter(meters, "retried", "Tries of lanes that had failed");
        abandoned = counter(meters, "abandoned", "Messages that were given up for a lane");
        gauge(meters, "running", "Groups with a lane that failed", jdbc, client -> client.sql(
                        "SELECT count(*) FROM work.saga_entry WHERE saga_type = ?")
                .param(sagaType)
                .query(Double.class)
                .single());
        gauge(meters, "oldest.age", "Seconds since the first of them failed", jdbc, client -> client.sql("""
                        SELECT coalesce(extract(epoch FROM now() - min(begun_at)), 0)
                        FROM work.saga_entry WHERE saga_type = ?""")
                .param(sagaType)
                .query(Double.class)
                .single());
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder("parley.fanout." + name).description(description).register(meters);
    }

    private static void gauge(
            MeterRegistry meters, String name, String what, JdbcClient jdbc, ToDoubleFunction<JdbcClient> value) {
        Gauge.builder("parley.fanout." + name, jdbc, value).description(what).register(meters);
    }

    @Override
    public void completed() {
        completed.increment();
    }

    @Override
    public void retried() {
        retried.increment();
    }

    @Override
    public void abandoned() {
        abandoned.increment();
    }
}
