package io.parley.app;

import io.parley.infra.InfraConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The server: the edge and what is behind it, in one process. */
@SpringBootApplication(scanBasePackages = {"io.parley.app", "io.parley.api"})
@Import(InfraConfiguration.class)
public class ParleyApplication {}
