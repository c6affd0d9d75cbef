package io.parley.infra.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeySettingTest {

    private static final Path DEFAULT = Path.of("/data/master-key.json");

    private static Path resolve(String setting) {
        return MasterKeySetting.resolve(setting, DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void nothingMeansTheDefault(String setting) {
        assertThat(resolve(setting)).isEqualTo(DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/parley/key.json",
                "file:/etc/parley/key.json",
                "file:///etc/parley/key.json",
                " /etc/parley/key.json ",
                "/etc/parley/../parley/key.json",
                "FILE:///etc/parley/key.json"
            })
    void aFileIsNamedByPathOrUri(String setting) {
        assertThat(resolve(setting)).isEqualTo(Path.of("/etc/parley/key.json"));
    }

    @Test
    void aRelativePathStartsWhereTheProcessDoes() {
        assertThat(resolve("keys/key.json"))
                .isEqualTo(Path.of("keys", "key.json").toAbsolutePath());
    }

    @Test
    void aPathMayHaveSpaces() {
        assertThat(resolve("/my keys/key.json")).isEqualTo(Path.of("/my keys/key.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"aws-kms://arn:aws:kms:eu-west-1:1:key/1", "gcp-kms://projects/p", "https://vault.example/k"})
    void aSchemeThatThisVersionDoesNotKnowIsRefused(String setting) {
        assertThatThrownBy(() -> resolve(setting))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining(
                        "PARLEY_MASTER_KEY has the scheme \"" + setting.substring(0, setting.indexOf(':')))
                .hasMessageContaining("name a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file://another-host/key.json", "file:key.json", "file:///key file.json"})
    void aFileUriThatNamesNoFileHereIsRefused(String setting) {
        assertThatThrownBy(() -> resolve(setting))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("file:///path/to/master-key.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "/AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                "AAEC/wQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                "AAECAwQFBgcICQoLDA0ODw==",
                "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "my-secret:with-a-colon",
                "correct-horse-battery-staple",
                "{\"primaryKeyId\":1,\"key\":[]}",
                "-----BEGIN PRIVATE KEY-----\nAAEC\n-----END PRIVATE KEY-----",
                "nul\0character"
            })
    void aValueThatLooksLikeAKeyIsRefusedAndNotRepeated(String setting) {
        assertThatThrownBy(() -> resolve(setting))
                .isInstanceOf(StartupProblem.class)
                .hasNoCause()
                .hasMessageStartingWith("PARLEY_MASTER_KEY looks like a key")
                .hasMessageNotContaining(setting.substring(0, 8));
    }

    @Test
    void aFileThatExistsMayHaveAnyName(@TempDir Path folder) throws IOException {
        Path odd = Files.createFile(folder.resolve("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));

        assertThat(resolve(odd.toString())).isEqualTo(odd);
    }
}
