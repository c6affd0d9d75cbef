package io.parley.e2e.endings;

import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Somebody who keeps certificates as files, each by itself, and checks them with {@code ./parley verify-purge}. */
final class Auditor {

    private final String work;
    private final Path folder;
    private final Path key;
    private int files;

    /** One who has got the server's public key once. */
    Auditor(Server server, Person member, String work, Path folder) throws IOException {
        this.work = work;
        this.folder = folder;
        String pem = member.get("/v1/signing-keys")
                .send()
                .expect(200)
                .json()
                .at("/items/0/publicKey")
                .stringValue();
        this.key = Files.writeString(folder.resolve("parley.pub.pem"), pem);
    }

    /** The certificates of a chat, by what was done. */
    Map<String, JsonNode> fetch(Person member, String chat) {
        Map<String, JsonNode> byKind = new HashMap<>();
        Json.each(member.get("/v1/chats/" + chat + "/purges")
                        .send()
                        .expect(200)
                        .json()
                        .path("items"))
                .forEach(one -> byKind.put(one.path("kind").stringValue(), one));
        return byKind;
    }

    /** Checks with nothing but the certificate and the public key. */
    Jar.Run verifies(String certificate) throws IOException {
        return verifies(certificate, Map.of());
    }

    /** Checks with some settings and more on the command line. */
    Jar.Run verifies(String certificate, Map<String, String> environment, String... more) throws IOException {
        return verifiesBy(key, certificate, environment, more);
    }

    /** Checks with another public key. */
    Jar.Run verifiesBy(Path publicKey, String certificate, Map<String, String> environment, String... more)
            throws IOException {
        Path file = Files.writeString(folder.resolve("certificate-" + ++files + ".json"), certificate);
        List<String> command = new ArrayList<>(List.of("verify-purge", file.toString(), "--key", publicKey.toString()));
        command.addAll(List.of(more));
        Map<String, String> settings =
                new HashMap<>(Map.of("PARLEY_DATA_DIR", folder.resolve("none").toString()));
        settings.putAll(environment);
        return Jar.run(work, settings, command.toArray(String[]::new));
    }
}
