package io.parley.api.openapi;

import io.parley.contract.error.ErrorCode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * With which codes an operation may refuse, besides those that follow from what it takes: a token, a body, a position. The API
 * document lists them under their statuses.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {

    /** The codes. */
    ErrorCode[] value() default {};
}
