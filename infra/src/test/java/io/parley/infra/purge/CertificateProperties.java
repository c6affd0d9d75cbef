package io.parley.infra.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.purge.PurgeCertificate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is altered in a certificate, it fails. */
class CertificateProperties {

    private static final Issued ISSUED = new Issued();
    private static final CertificateCheck CHECK = new CertificateCheck(List.of(ISSUED.publicKey()));

    @Provide
    Arbitrary<String> certificates() {
        return Arbitraries.of(Issued.retraction(), Issued.expiry(), Issued.purge(), Issued.erasure())
                .map(certificate -> ISSUED.signed(certificate).toString());
    }

    private static ObjectNode read(String json) {
        return (ObjectNode) Issued.parsed(json);
    }

    @Property(tries = 2_000)
    void anyAlteredCharacterFails(
            @ForAll("certificates") String json,
            @ForAll @IntRange(min = 0, max = 100_000) int where,
            @ForAll("characters") char with) {
        StringBuilder text = new StringBuilder(json);
        text.setCharAt(where % text.length(), with);

        assertFailsUnlessItSaysTheSame(read(json), text.toString());
    }

    @Property
    void anyCharacterLeftOutOrPutInFails(
            @ForAll("certificates") String json,
            @ForAll @IntRange(min = 0, max = 100_000) int where,
            @ForAll("characters") char with,
            @ForAll boolean leftOut) {
        StringBuilder text = new StringBuilder(json);
        int at = where % text.length();
        String altered = (leftOut ? text.deleteCharAt(at) : text.insert(at, with)).toString();

        assertFailsUnlessItSaysTheSame(read(json), altered);
    }

    @Property
    void anyMemberThatIsRemovedFails(
            @ForAll("certificates") String json, @ForAll @IntRange(min = 0, max = 1_000) int which) {
        ObjectNode certificate = read(json);
        List<Runnable> removals = new ArrayList<>();
        collect(certificate, removals);

        removals.get(which % removals.size()).run();

        assertThat(CHECK.of(certificate).isGenuine()).isFalse();
    }

    @Property
    void listsInAnotherOrderFail(@ForAll("certificates") String json, @ForAll boolean stores) {
        ObjectNode certificate = read(json);
        JsonNode list = stores ? certificate.path("stores") : certificate.at("/messages/items");
        if (list.size() > 1) {
            ArrayNode items = (ArrayNode) list;
            items.add(items.remove(0));

            assertThat(CHECK.of(certificate).isGenuine()).isFalse();
        }
        assertThat(CHECK.of(read(json)).isGenuine()).isTrue();
    }

    @Property
    void whatIsAddedAnywhereFails(
            @ForAll("certificates") String json, @ForAll @IntRange(min = 0, max = 1_000) int which) {
        ObjectNode certificate = read(json);
        List<ObjectNode> objects = new ArrayList<>();
        collectObjects(certificate, objects);

        objects.get(which % objects.size()).put("note", "nothing to see");

        assertThat(CHECK.of(certificate).isGenuine()).isFalse();
    }

    @Property
    void noOtherCertificatesSignatureFits(@ForAll("certificates") String json) {
        ObjectNode one = read(json);
        PurgeCertificate other = Issued.purge();
        one.set("signature", ISSUED.signed(other).path("signature"));

        assertThat(CHECK.of(one).isGenuine()).isFalse();
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.chars().range(' ', '~');
    }

    /** White space between the parts of JSON says nothing, and a zero may have a sign. */
    private static void assertFailsUnlessItSaysTheSame(JsonNode certificate, String text) {
        List<JsonNode> read;
        try {
            read = CertificateCheck.parse(text);
        } catch (IllegalArgumentException noJson) {
            return;
        }
        assertThat(read.stream().allMatch(one -> CHECK.of(one).isGenuine()))
                .as(text)
                .isEqualTo(read.equals(List.of(certificate)));
    }

    private static void collect(JsonNode json, List<Runnable> removals) {
        if (json instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> removals.add(() -> object.remove(name)));
        } else if (json instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                removals.add(() -> array.remove(index));
            }
        }
        json.forEach(child -> collect(child, removals));
    }

    private static void collectObjects(JsonNode json, List<ObjectNode> objects) {
        if (json instanceof ObjectNode object) {
            objects.add(object);
        }
        json.forEach(child -> collectObjects(child, objects));
    }
}
