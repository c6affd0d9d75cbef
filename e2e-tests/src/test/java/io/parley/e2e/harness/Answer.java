package io.parley.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the platform answered.
 *
 * @param request the request's line, for messages
 * @param status the status
 * @param headers the headers
 * @param body the body as text; empty if there is none
 */
public record Answer(String request, int status, HttpHeaders headers, String body) {

    /** The body as JSON. */
    public JsonNode json() {
        return Json.read(body);
    }

    /** A text member of the body; fails if there is none. */
    public String text(String member) {
        JsonNode value = json().path(member);
        assertThat(value.isString())
                .as("%s has the text %s: %s", request, member, body)
                .isTrue();
        return value.stringValue();
    }

    /** A number in the body; fails if there is none. */
    public long number(String member) {
        JsonNode value = json().path(member);
        assertThat(value.isIntegralNumber())
                .as("%s has the number %s: %s", request, member, body)
                .isTrue();
        return value.longValue();
    }

    /** A header; null if it is not there. */
    public @Nullable String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** The position that every answer to a write bears. */
    public String position() {
        String position = header("Parley-Position");
        assertThat(position).as("%s bears a position", this).matches("[0-9a-f-]{36}\\.[0-9]+");
        return String.valueOf(position);
    }

    /** Holds the answer to a status. */
    public Answer expect(int expected) {
        assertThat(status).as("status of %s", this).isEqualTo(expected);
        return this;
    }

    /** Holds the answer to a problem with all members of RFC 9457, and the code. */
    public Answer expectProblem(int expected, String code) {
        expectProblem(expected);
        if (hasNoBody()) {
            return this;
        }
        assertThat(text("code")).as("code of %s", this).isEqualTo(code);
        return this;
    }

    /** Holds the answer to a problem with all members of RFC 9457. */
    public Answer expectProblem(int expected) {
        expect(expected);
        if (hasNoBody()) {
            return this;
        }
        assertThat(header("Content-Type")).as("%s", this).startsWith("application/problem+json");
        assertThat(text("type")).as("type of %s", this).isNotBlank();
        assertThat(text("title")).as("title of %s", this).isNotBlank();
        assertThat(number("status")).as("status in the body of %s", this).isEqualTo(expected);
        assertThat(text("detail")).as("detail of %s", this).isNotBlank();
        assertThat(URI.create(text("instance"))).as("instance of %s", this).hasScheme("urn");
        assertThat(text("code")).as("code of %s", this).matches("[a-z][a-z_]*");
        Leaks.expectNone(this);
        return this;
    }

    /** Whether the answer to this request never has a body (RFC 9110, section 9.3.2): then its status says all. */
    public boolean hasNoBody() {
        return request.startsWith("HEAD ");
    }

    /** Holds the problem to naming a field at fault, and each field error to its form. */
    public Answer expectFieldError(String field) {
        JsonNode errors = json().path("errors");
        assertThat(errors.isArray()).as("errors of %s", this).isTrue();
        Json.each(errors).forEach(error -> {
            assertThat(error.path("field").isString()).as("%s", this).isTrue();
            assertThat(error.path("message").asString("")).as("%s", this).isNotBlank();
        });
        assertThat(Json.each(errors).map(error -> error.path("field").stringValue()))
                .as("fields at fault of %s", this)
                .contains(field);
        return this;
    }

    @Override
    public String toString() {
        return request + " → " + status + " " + body;
    }
}
