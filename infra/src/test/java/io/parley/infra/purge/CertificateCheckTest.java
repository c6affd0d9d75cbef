package io.parley.infra.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parley.contract.purge.PurgeCertificate;
import io.parley.infra.purge.CertificateCheck.Result;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class CertificateCheckTest {

    private final Issued issued = new Issued();
    private final CertificateCheck check = new CertificateCheck(List.of(new Issued().publicKey(), issued.publicKey()));

    static Stream<PurgeCertificate> ofEachKind() {
        return Stream.of(Issued.retraction(), Issued.expiry(), Issued.purge(), Issued.erasure());
    }

    @ParameterizedTest
    @MethodSource("ofEachKind")
    void aCertificateOfEachKindVerifies(PurgeCertificate certificate) {
        Result result = check.of(issued.signed(certificate));

        assertThat(result.failed()).isEmpty();
        assertThat(result.isGenuine()).isTrue();
        assertThat(result.passed())
                .hasSize(3)
                .anyMatch(line -> line.contains(issued.keyId()))
                .contains("digest: right, over %d messages"
                        .formatted(certificate.messages().count()));
    }

    @Test
    void itStillVerifiesWhenItWasPrintedInAnotherWay() {
        JsonNode pretty = Issued.parsed(issued.signed(Issued.purge()).toPrettyString());

        assertThat(check.of(pretty).isGenuine()).isTrue();
    }

    @Test
    void whatAnotherKeySignedInItsNameFails() {
        Issued forger = new Issued();
        ObjectNode forged = forger.signed(Issued.purge());
        ((ObjectNode) forged.path("signature")).put("keyId", issued.keyId());

        Result result = check.of(forged);

        assertThat(result.isGenuine()).isFalse();
        assertThat(result.failed()).singleElement().asString().contains("altered, or forged", issued.keyId());
    }

    @Test
    void aKeyThatIsNotKnownIsNamedWithThoseThatAre() {
        Issued stranger = new Issued();

        Result result = check.of(stranger.signed(Issued.purge()));

        assertThat(result.failed())
                .singleElement()
                .asString()
                .contains("the key " + stranger.keyId() + ", which is none of those given", issued.keyId());
    }

    @Test
    void aSignatureOfAnotherCertificateFails() {
        ObjectNode one = issued.signed(Issued.purge());
        one.set("signature", issued.signed(Issued.purge()).path("signature"));

        assertThat(check.of(one).isGenuine()).isFalse();
    }

    @Test
    void aCertificateWhoseRotationIsDueSaysSoAndOneThatLeftSomethingToo() {
        assertThat(check.of(issued.signed(Issued.retraction())).notes())
                .containsExactly(
                        "rotation: still due when this was issued; backups, replicas and the database's log from before"
                                + " may still hold the keys",
                        "store mailbox: 2 left when this was issued");
        assertThat(check.of(issued.signed(Issued.purge())).notes())
                .containsExactly("store mailbox: 2 left when this was issued");
    }

    @Test
    void aDigestThatIsNotThatOfTheItemsFailsEvenIfItIsSigned() {
        PurgeCertificate purge = Issued.purge();
        PurgeCertificate.Messages messages = purge.messages();
        PurgeCertificate wrong = new PurgeCertificate(
                purge.kind(),
                purge.chatId(),
                null,
                purge.position(),
                purge.epoch(),
                purge.at(),
                purge.by(),
                purge.rule(),
                new PurgeCertificate.Messages(
                        messages.count(), messages.ranges(), Issued.hash("something else"), messages.items()),
                purge.keys(),
                purge.rotation(),
                purge.stores(),
                purge.issuedAt());

        assertThat(check.of(issued.signed(wrong)).failed()).containsExactly("digest: not that of the items");
    }

    @Test
    void aListAsTheServerGivesItIsReadOneByOne() {
        String list = "{\"items\":[%s,%s],\"next\":null}"
                .formatted(issued.signed(Issued.purge()), issued.signed(Issued.expiry()));

        assertThat(CertificateCheck.parse(list)).hasSize(2).allMatch(one -> check.of(one)
                .isGenuine());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "{\"version\":1,\"version\":1}", "certificate"})
    void whatIsNoJsonIsToldFromWhatIsNoCertificate(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CertificateCheck.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "1", "{\"version\":2}", "{\"messages\":{\"ranges\":[1]}}"})
    void whatIsNoCertificateFails(String text) {
        assertThat(check.of(Issued.parsed(text)).isGenuine()).isFalse();
    }

    @Test
    void aNumberWithAnotherSpellingFails() {
        String json = issued.signed(Issued.purge()).toString();

        assertThat(check.of(Issued.parsed(json.replace("\"position\":42", "\"position\":42.0")))
                        .failed())
                .containsExactly("position is malformed");
        assertThat(check.of(Issued.parsed(json.replace("\"position\":42", "\"position\":4.2e1")))
                        .failed())
                .containsExactly("position is malformed");
    }

    @Test
    void itemsThatDoNotFitTheRangesFail() {
        ObjectNode json = issued.signed(Issued.expiry());
        ((ArrayNode) json.path("messages").path("ranges").path(0)).set(1, 4);

        assertThat(check.of(json).failed())
                .singleElement()
                .asString()
                .contains("the items are not the first messages of the ranges");
    }
}
