package io.parley.infra.saga;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.axonframework.modelling.saga.repository.jdbc.GenericSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;

/**
 * The tables of sagas. Who loads one locks it until the transaction ends: Axon's own locks hold within a process only, so that an
 * event on one node and a deadline on another would each overwrite what the other has made of the saga.
 */
final class SagaTables extends GenericSagaSqlSchema {

    private static final String LOAD =
            "SELECT serialized_saga, saga_type, revision FROM work.saga_entry WHERE saga_id = ? FOR UPDATE";

    SagaTables() {
        super(SagaSchema.builder()
                .sagaEntryTable("work.saga_entry")
                .sagaIdColumn("saga_id")
                .revisionColumn("revision")
                .sagaTypeColumn("saga_type")
                .serializedSagaColumn("serialized_saga")
                .associationValueEntryTable("work.association_value_entry")
                .associationKeyColumn("association_key")
                .associationValueColumn("association_value")
                .build());
    }

    @Override
    public PreparedStatement sql_loadSaga(Connection connection, String sagaId) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(LOAD);
        statement.setString(1, sagaId);
        return statement;
    }
}
