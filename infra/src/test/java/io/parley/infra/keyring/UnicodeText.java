package io.parley.infra.keyring;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Text of any Unicode characters, beyond the basic plane too, without halves of one. */
final class UnicodeText {

    private UnicodeText() {}

    static Arbitrary<String> upTo(int codePoints) {
        Arbitrary<Integer> any = Arbitraries.integers()
                .between(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
        Arbitrary<Integer> odd =
                Arbitraries.of(0, 0x22, 0x5C, 0x0A, 0x301, 0x200D, 0x202E, 0x2028, 0xFEFF, 0xFFFE, 0x1F600);
        Arbitrary<Integer> plain = Arbitraries.integers().between(0x20, 0x7E);
        return Arbitraries.oneOf(any, odd, plain).list().ofMaxSize(codePoints).map(points -> points.stream()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }
}
