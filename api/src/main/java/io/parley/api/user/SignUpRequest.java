package io.parley.api.user;

import io.parley.api.problem.Fields;
import io.parley.api.problem.Texts;
import io.parley.contract.Confidential;
import io.parley.contract.user.Handles;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/users}.
 *
 * @param handle by which others find the user
 * @param displayName what others see
 * @param password the password
 */
record SignUpRequest(
        @Nullable String handle,
        @Nullable String displayName,
        @Nullable String password) {

    SignUp checked() {
        Fields fields = new Fields();
        String givenHandle = fields.required("handle", handle, "");
        fields.check(Handles.isValid(givenHandle), "handle", "must match " + Handles.RULE);
        String name = Texts.name(fields, "displayName", displayName);
        String givenPassword = Texts.password(fields, "password", password);
        fields.throwIfAny();
        return new SignUp(new Confidential(givenHandle), new Confidential(name), new Confidential(givenPassword));
    }

    /** Hides what is secret. */
    @Override
    public String toString() {
        return "SignUpRequest[]";
    }

    /** What the body says, once it is known to be valid. */
    record SignUp(Confidential handle, Confidential displayName, Confidential password) {}
}
