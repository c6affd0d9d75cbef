package io.parley.command.fake;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;

/** What tests say of refusals. */
public final class Refusals {

    private Refusals() {}

    /** Matches a refusal with a code. */
    public static Matcher<Rejection> refused(ErrorCode code) {
        return new FeatureMatcher<>(Matchers.equalTo(code), "a rejection with code", "code") {
            @Override
            protected ErrorCode featureValueOf(Rejection rejection) {
                return rejection.code();
            }
        };
    }

    /** The code with which something is refused. */
    public static ErrorCode codeOf(ThrowingCallable refused) {
        return catchThrowableOfType(Rejection.class, refused).code();
    }
}
