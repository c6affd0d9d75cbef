package io.parley.infra.startup;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** For beans that only nodes with a role have; or only those without it. Without the setting a node has all roles. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnRole.class)
public @interface ConditionalOnRole {

    /** The role. */
    Role value();

    /** Whether it is the nodes without the role that have the bean. */
    boolean absent() default false;
}
