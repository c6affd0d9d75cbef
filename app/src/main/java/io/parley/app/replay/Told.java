package io.parley.app.replay;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much is told of what differs. */
final class Told {

    private static final int MOST = 10_000;

    @Option(
            names = "--differences",
            paramLabel = "N",
            description = "Tell so many rows of each table that only one has (default: 5).")
    private int differences = 5;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    int most() {
        if (differences < 1 || differences > MOST) {
            throw new ParameterException(spec.commandLine(), "--differences must be between 1 and 10000.");
        }
        return differences;
    }
}
