package io.parley.infra.serialization;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.log.LoggedEvent;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * The settings of our JSON. Properties are in order of declaration, nulls are left out, and what a reader does not know or
 * does not find is no error, so that records can grow: a new field is null, 0 or false in what was written before it.
 */
final class ParleyJson {

    private ParleyJson() {}

    static void customize(JsonMapper.Builder json) {
        json.addModule(new ContractModule())
                .addMixIn(Audience.class, AudienceKinds.class)
                .addMixIn(LoggedEvent.class, NamedEvent.class)
                .annotationIntrospector(new StateVisibility())
                .polymorphicTypeValidator(trusted())
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                // aggregates keep collections in final fields: without this they would come back empty
                .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }

    /** Axon's wrapped tokens name the class of what they wrap; nothing but Axon's classes and ours is made from a name. */
    private static BasicPolymorphicTypeValidator trusted() {
        return BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .allowIfSubType("io.parley.")
                .allowIfBaseType("org.axonframework.")
                .allowIfBaseType("io.parley.")
                .build();
    }

    /** Names for the kinds of audience: class names would not survive a move. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Audience.Pair.class, name = "pair"),
        @JsonSubTypes.Type(value = Audience.Group.class, name = "group")
    })
    private interface AudienceKinds {}

    /** An event within an answer names its type; a stored one does not, the store does. */
    private interface NamedEvent {

        @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "type")
        ParleyEvent event();
    }
}
