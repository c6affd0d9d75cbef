package io.parley.infra.wiring;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.contract.chat.Audience;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/** The real migrations on a test's database, and what serializes dead letters. */
final class TestSchemas {

    private TestSchemas() {}

    static void migrate(DataSource dataSource) {
        new JdbcTemplate(dataSource).execute("""
                CREATE SCHEMA work;
                CREATE TABLE work.dead_letter (
                    deadletteridentifier varchar(255) NOT NULL,
                    processinggroup      varchar(255) NOT NULL,
                    sequenceidentifier   varchar(255) NOT NULL,
                    sequenceindex        bigint       NOT NULL,
                    messagetype          varchar(255) NOT NULL,
                    eventidentifier      varchar(255) NOT NULL,
                    timestamp            varchar(255) NOT NULL,
                    payloadtype          varchar(255) NOT NULL,
                    payloadrevision      varchar(255),
                    payload              bytea        NOT NULL,
                    metadata             bytea,
                    type                 varchar(255),
                    aggregateidentifier  varchar(255),
                    sequencenumber       bigint,
                    tokentype            varchar(255),
                    token                bytea,
                    enqueuedat           varchar(255) NOT NULL,
                    lasttouched          varchar(255),
                    processingstarted    varchar(255),
                    causetype            varchar(255),
                    causemessage         varchar(1023),
                    diagnostics          bytea,
                    CONSTRAINT dead_letter_key PRIMARY KEY (deadletteridentifier),
                    CONSTRAINT dead_letter_sequence UNIQUE (processinggroup, sequenceidentifier, sequenceindex)
                );""");
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("views")
                .locations("classpath:db/views")
                .load()
                .migrate();
    }

    static Serializer serializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(json -> json.addMixIn(Audience.class, Kinds.class))
                .build();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Audience.Pair.class, name = "pair"))
    private interface Kinds {}
}
