package io.parley.audit.capsule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.parley.infra.seal.LoggedEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom events are of and whom they name: what they rest on is found by that. Holds some 100 bytes of each name. */
final class Named {

    /** What we call by name is called by a UUID in its canonical form, and what events say is JSON. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Set<String> chains = new TreeSet<>();
    private final Set<String> names = new HashSet<>();

    void of(LoggedEvent event) {
        chains.add(event.chain());
        named(event);
    }

    void named(LoggedEvent event) {
        add(event.payload());
        add(event.metadata());
    }

    private void add(byte[] json) {
        Matcher found = ID.matcher(new String(json, ISO_8859_1));
        while (found.find()) {
            names.add(found.group());
        }
    }

    /** The conversations, users and others whose events were seen. */
    Set<String> chains() {
        return chains;
    }

    /** All that was named and is none of these. */
    Set<String> others() {
        Set<String> others = new TreeSet<>(names);
        others.removeAll(chains);
        return others;
    }
}
