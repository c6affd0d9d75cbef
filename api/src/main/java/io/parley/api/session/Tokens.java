package io.parley.api.session;

import io.parley.api.dispatch.RandomIds;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.UserId;
import io.parley.contract.session.TokenKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/**
 * Makes and reads tokens: JWT (RFC 7519) signed with HS256 under the platform's key, no other algorithm taken. Computes only,
 * so it may be used on the event loop; the key is read once, at start.
 */
@Component
final class Tokens {

    private static final String SESSION = "sid";
    private static final String GENERATION = "gen";
    private static final String MEDIA = "mid";

    private final NimbusJwtEncoder encoder;
    private final NimbusJwtDecoder decoder;
    private final VerifiedTokens verified;
    private final TokenProperties properties;
    private final RandomIds ids;
    private final Clock clock;

    Tokens(TokenKeys keys, TokenProperties properties, RandomIds ids, Clock clock) {
        SecretKey key = new SecretKeySpec(keys.signingKey(), "HmacSHA256");
        this.encoder = NimbusJwtEncoder.withSecretKey(key)
                .algorithm(MacAlgorithm.HS256)
                .build();
        this.decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        this.decoder.setJwtValidator(timestamps(clock));
        this.verified = new VerifiedTokens(properties.verified(), properties.access(), clock);
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    String access(Caller caller) {
        return sign(claims(caller, TokenType.ACCESS, properties.access()));
    }

    String refresh(Caller caller, int generation) {
        return sign(claims(caller, TokenType.REFRESH, properties.refresh()).claim(GENERATION, generation));
    }

    /** A token that opens nothing but some media, as its holder may see them at the time. */
    String link(Caller caller, MediaId mediaId, Duration lifetime) {
        return sign(claims(caller, TokenType.LINK, lifetime).claim(MEDIA, mediaId.toString()));
    }

    /** Whose link it is; empty if it is none for these media, or has run out. */
    Optional<Caller> readLink(String token, MediaId mediaId) {
        try {
            Jwt jwt = decoder.decode(token);
            return TokenType.LINK.claim().equals(jwt.getClaimAsString(TokenType.CLAIM))
                            && mediaId.toString().equals(jwt.getClaimAsString(MEDIA))
                    ? Optional.of(sessionToken(jwt, TokenType.LINK).caller())
                    : Optional.empty();
        } catch (JwtException | IllegalArgumentException notValid) {
            return Optional.empty();
        }
    }

    /** How long a new access token lasts. */
    Duration accessLifetime() {
        return properties.access();
    }

    /** What the token says; empty if it is not valid, has run out, or is of the other type. */
    Optional<SessionToken> read(String token, TokenType type) {
        if (type == TokenType.REFRESH) {
            return verify(token, type);
        }
        return verified.find(token).or(() -> verify(token, type));
    }

    /** Whether it is an access token that is known to be good, so that nobody needs to look at its form. */
    boolean isKnown(String token) {
        return verified.find(token).isPresent();
    }

    private Optional<SessionToken> verify(String token, TokenType type) {
        try {
            Jwt jwt = decoder.decode(token);
            if (!type.claim().equals(jwt.getClaimAsString(TokenType.CLAIM))) {
                return Optional.empty();
            }
            SessionToken read = sessionToken(jwt, type);
            Instant expiresAt = jwt.getExpiresAt();
            if (type == TokenType.ACCESS && expiresAt != null) {
                verified.remember(token, read, expiresAt);
            }
            return Optional.of(read);
        } catch (JwtException | IllegalArgumentException notValid) {
            return Optional.empty();
        }
    }

    private static SessionToken sessionToken(Jwt jwt, TokenType type) {
        UserId userId = UserId.valueOf(text(jwt, "sub"));
        DeviceId deviceId = DeviceId.valueOf(text(jwt, SESSION));
        int generation =
                type == TokenType.REFRESH && jwt.getClaim(GENERATION) instanceof Number number ? number.intValue() : 0;
        return new SessionToken(new Caller(userId, deviceId), generation);
    }

    private static String text(Jwt jwt, String claim) {
        String text = jwt.getClaimAsString(claim);
        if (text == null) {
            throw new IllegalArgumentException("a claim is missing");
        }
        return text;
    }

    private JwtClaimsSet.Builder claims(Caller caller, TokenType type, Duration lifetime) {
        Instant now = clock.instant();
        return JwtClaimsSet.builder()
                .subject(caller.userId().toString())
                .claim(SESSION, caller.deviceId().toString())
                .claim(TokenType.CLAIM, type.claim())
                .id(ids.next().toString())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime));
    }

    private String sign(JwtClaimsSet.Builder claims) {
        JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).type("JWT").build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }

    private static JwtTimestampValidator timestamps(Clock clock) {
        JwtTimestampValidator validator = new JwtTimestampValidator(Duration.ZERO);
        validator.setAllowEmptyExpiryClaim(false);
        validator.setClock(clock);
        return validator;
    }
}
