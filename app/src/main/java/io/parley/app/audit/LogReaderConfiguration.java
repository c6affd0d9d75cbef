package io.parley.app.audit;

import io.parley.audit.look.DatabaseLogReader;
import io.parley.contract.audit.AuditLogReader;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the edge what looks into the log: it may not know the database, and what looks may not know the edge. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.GATEWAY)
class LogReaderConfiguration {

    @Bean
    AuditLogReader auditLogReader(DatabaseServer server) {
        return new DatabaseLogReader(() -> server.connect("parley-look"));
    }
}
