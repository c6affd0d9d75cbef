package io.parley.api.operator;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Operators.
 *
 * @param file the file that says who they are, see {@link OperatorFile}; empty for the one in the data folder
 */
@ConfigurationProperties("parley.operators")
record OperatorProperties(@DefaultValue("") String file) {

    Path in(Path dataFolder) {
        return file.isBlank() ? dataFolder.resolve("operators.json") : Path.of(file);
    }
}
