package io.parley.api.upload;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation for which the client must say which version of tus it speaks. */
@Parameter(
        name = Tus.RESUMABLE,
        in = ParameterIn.HEADER,
        required = true,
        schema = @Schema(type = "string", allowableValues = Tus.VERSION))
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface SpeaksTus {}
