package io.parley.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.FakeLogReader;
import io.parley.contract.audit.AuditCommand.RecordAuditRead;
import io.parley.contract.audit.AuditOperation;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class SealedLogTest extends OperatorTest {

    private static final String CHAT = "00000000-0000-4000-8000-00000000000c";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private FakeLogReader log;

    @AfterEach
    void nothingIsInTheLog() {
        log.clear();
    }

    private ResponseSpec look(String token, String path) {
        return http.get()
                .uri("/v1/operator" + path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    @Test
    void theRootOfTheSealedLogAndProofsAreHandedOut() throws IOException {
        String token = token(OperatorRole.AUDITOR);
        expectProblem(look(token, "/root"), 404, "not_found");
        expectProblem(look(token, "/chats/" + CHAT + "/proof"), 404, "chat_not_found");
        log.sealed("{\"format\":1}\n{\"position\":2}\n");

        look(token, "/root")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_JSON)
                .expectBody()
                .jsonPath("$.number")
                .isEqualTo(1);
        look(token, "/chats/" + CHAT + "/proof?reason=court")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_NDJSON)
                .expectBody(String.class)
                .isEqualTo("{\"format\":1}\n{\"position\":2}\n");

        assertThat(behind.commands(RecordAuditRead.class))
                .extracting(RecordAuditRead::operation)
                .containsExactly(AuditOperation.ROOT, AuditOperation.PROOF, AuditOperation.ROOT, AuditOperation.PROOF);
        assertThat(behind.commands(RecordAuditRead.class).get(3).parameters()).isEqualTo(Map.of("chat", CHAT));
    }
}
