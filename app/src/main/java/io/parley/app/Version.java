package io.parley.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Which Parley this is, and on what it runs. */
final class Version implements IVersionProvider {

    /** The build's version; the class path of an IDE has none. */
    static String number() {
        return Objects.requireNonNullElse(Parley.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Parley %s (Java %s)".formatted(number(), System.getProperty("java.version"))};
    }
}
