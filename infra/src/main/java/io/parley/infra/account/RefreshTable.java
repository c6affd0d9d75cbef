package io.parley.infra.account;

import io.parley.command.session.RefreshGenerations;
import io.parley.contract.id.DeviceId;
import io.parley.infra.database.ImmediateWrites;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The generations of refresh tokens in the table {@code work.refresh}, and when each session got its last one. Blocking. */
final class RefreshTable implements RefreshGenerations {

    private final JdbcClient jdbc;

    RefreshTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void begin(DeviceId deviceId) {
        ImmediateWrites.note();
        jdbc.sql("INSERT INTO work.refresh (device_id, generation) VALUES (?, 1)")
                .param(deviceId.value())
                .update();
    }

    @Override
    public boolean advance(DeviceId deviceId, int from) {
        int advanced = jdbc.sql("UPDATE work.refresh SET generation = generation + 1, refreshed_at = now()"
                        + " WHERE device_id = ? AND generation = ?")
                .param(deviceId.value())
                .param(from)
                .update();
        if (advanced == 1) {
            ImmediateWrites.note();
        }
        return advanced == 1;
    }
}
