package io.parley.contract;

/**
 * Plain text on its way through memory: message text, a handle, a name, a password's hash. Its {@link #toString()} hides the
 * value, so that no log line, trace or exception shows it by accident. Never part of an event.
 *
 * @param value the text itself
 */
public record Confidential(String value) {

    @Override
    public String toString() {
        return "Confidential[" + value.length() + " chars]";
    }
}
