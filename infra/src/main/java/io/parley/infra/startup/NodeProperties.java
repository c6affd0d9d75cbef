package io.parley.infra.startup;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What holds for the node as a whole.
 *
 * @param dataDir where it keeps all that must survive it; relative to where it was started
 */
@ConfigurationProperties("parley")
public record NodeProperties(@DefaultValue(".parley") Path dataDir) {}
