package io.parley.infra.serialization;

import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * The two serializers of the platform. Both write the same JSON; they differ in what they refuse. Both can be used by many
 * threads at once.
 */
public final class Serializers {

    private Serializers() {}

    /**
     * For what rests: events, snapshots, tokens and dead letters. Refuses plain text ({@link io.parley.contract.Confidential}
     * and message content), so that no mistake elsewhere can put it into the store.
     */
    public static Serializer forRest() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(json -> {
                    ParleyJson.customize(json);
                    json.addModule(new PlainTextRefusal());
                })
                .build();
    }

    /** For commands, queries and their answers on the way between processes, which may bear plain text. */
    public static Serializer forMessages() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(ParleyJson::customize)
                .build();
    }
}
