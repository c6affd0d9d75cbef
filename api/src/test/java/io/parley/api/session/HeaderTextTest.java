package io.parley.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeaderTextTest {

    /** What the firewall of Spring Security asks by itself. */
    private static final Predicate<String> FIREWALL =
            Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*").asMatchPredicate();

    @Test
    void eachCharacterIsAllowedWhereTheFirewallsOwnRuleAllowsIt() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .mapToObj(Character::toString)
                        .filter(text -> HeaderText.isAllowed(text) != FIREWALL.test(text)))
                .isEmpty();
    }

    @Test
    void oneBadCharacterIsEnoughWhereverItStands() {
        assertThat(HeaderText.isAllowed("")).isTrue();
        assertThat(HeaderText.isAllowed("Bearer abc-123 é 漢")).isTrue();
        assertThat(HeaderText.isAllowed("abc\u0000")).isFalse();
        assertThat(HeaderText.isAllowed("é\nabc")).isFalse();
        assertThat(HeaderText.isAllowed("\rabc")).isFalse();
    }
}
