package io.parley.app;

import io.parley.infra.postgres.PostgresConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The server: the edge and what is behind it, in one process. */
@SpringBootApplication(scanBasePackages = {"io.parley.app", "io.parley.api"})
@Import(PostgresConfiguration.class)
public class ParleyApplication {}
