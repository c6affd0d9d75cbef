package io.parley.api.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

@ExtendWith(OutputCaptureExtension.class)
class LinksTest extends MediaTest {

    private String path = "";

    @BeforeEach
    void something() {
        path = "/v1/media/" + text(uploaded(ada, picture()), "mediaId");
    }

    @Test
    void aLinkOpensItsMediaAndTheirThumbnailWithoutAToken() {
        Map<String, Object> link = link(ben, path);
        assertThat(link).containsEntry("expiresIn", 300);
        assertThat(text(link, "url")).startsWith(path + "?link=");
        open(text(link, "url")).expectStatus().isOk().expectBody(byte[].class).isEqualTo(picture());
        open(text(link, "url")).expectStatus().isOk();
        open(text(link, "thumbnailUrl")).expectStatus().isOk();
        http.method(HttpMethod.HEAD)
                .uri(text(link, "url"))
                .exchange()
                .expectStatus()
                .isOk();
        http.get()
                .uri(text(link, "url"))
                .header("Range", "bytes=0-0")
                .exchange()
                .expectStatus()
                .isEqualTo(206);
    }

    @Test
    void theAnswerIsKeptByNobodyAndSoundsHaveNoLinkToAThumbnail() {
        String sound = text(uploaded(ada, new byte[] {1, 2, 3}), "mediaId");
        send(ben, HttpMethod.POST, "/v1/media/" + sound + "/links")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody()
                .jsonPath("$.thumbnailUrl")
                .doesNotExist();
    }

    @Test
    void aLinkOpensNothingElse() {
        String query = text(link(ben, path), "url").substring(path.length());
        String other = "/v1/media/" + text(uploaded(ada, picture()), "mediaId");
        for (String elsewhere :
                List.of(other, other + "/thumbnail", "/v1/me", "/v1/chats", "/v1/events", path + "/links")) {
            expectProblem(open(elsewhere + query), 401, "unauthorized");
        }
        expectProblem(http.post().uri(path + "/links" + query).exchange(), 401, "unauthorized");
        String token = query.substring("?link=".length());
        expectProblem(
                http.get()
                        .uri("/v1/me")
                        .header("Authorization", "Bearer " + token)
                        .exchange(),
                401,
                "unauthorized");
        expectProblem(open(path + "?link=" + ben.accessToken()), 401, "unauthorized");
        expectProblem(open(path + "?link=nonsense"), 401, "unauthorized");
        expectProblem(open(path + "?link="), 401, "unauthorized");
    }

    @Test
    void aLinkRunsOut() {
        String url = text(link(ben, path), "url");
        clock.move(Duration.ofMinutes(4).plusSeconds(50));
        open(url).expectStatus().isOk();
        clock.move(Duration.ofSeconds(20));
        expectProblem(open(url), 401, "unauthorized");
    }

    @Test
    void aLinkEndsWithTheChatAndWithTheAccess() {
        String url = text(link(ben, path), "url");
        send(ada, HttpMethod.DELETE, "/v1/chats/" + chat).expectStatus().isNoContent();
        expectProblem(open(url), 410, "chat_gone");
    }

    @Test
    void aLinkEndsWithItsHoldersAccount() {
        String url = text(link(ben, path), "url");
        send(ben, HttpMethod.DELETE, "/v1/me").expectStatus().isNoContent();
        expectProblem(open(url), 401, "unauthorized");
    }

    @Test
    void aLinkEndsWithTheSessionThatAskedForIt() {
        User elsewhere = signIn(ben.handle());
        String url = text(link(ben, path), "url");
        String ofTheOther = text(link(elsewhere, path), "url");
        send(ben, HttpMethod.DELETE, "/v1/me/sessions/" + ben.deviceId())
                .expectStatus()
                .isNoContent();
        expectProblem(open(url), 401, "unauthorized");
        open(ofTheOther).expectStatus().isOk();
    }

    @Test
    void nobodyElseGetsOne() {
        expectProblem(send(newUser(), HttpMethod.POST, path + "/links"), 404, "media_not_found");
        expectProblem(send(ben, HttpMethod.POST, "/v1/media/no-id/links"), 404, "media_not_found");
    }

    @Test
    void noLinkIsInTheLogNotEvenIfItsMediaBreakOff(CapturedOutput output) {
        String url = text(link(ben, path), "url");
        media.objects().replaceAll((id, bytes) -> java.util.Arrays.copyOf(bytes, bytes.length - 1));
        expectProblem(open(url), 500, "internal");
        assertThat(output).contains("failed").doesNotContain(url.substring(path.length()));
    }

    private WebTestClient.ResponseSpec open(String url) {
        return http.get().uri(url).exchange();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> link(User user, String of) {
        Map<String, Object> link = send(user, HttpMethod.POST, of + "/links")
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return link == null ? Map.of() : link;
    }
}
