package io.parley.api.session;

import io.parley.api.problem.Fields;
import io.parley.api.problem.Texts;
import io.parley.contract.Confidential;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/tokens}, in either of its forms.
 *
 * @param handle whose, to sign in
 * @param password to sign in
 * @param device what the user calls the device, to sign in
 * @param refreshToken to refresh; if it is there, the rest is not looked at
 */
record TokenRequest(
        @Nullable String handle,
        @Nullable String password,
        @Nullable String device,
        @Nullable String refreshToken) {

    /** Which form it is. */
    boolean isRefresh() {
        return refreshToken != null;
    }

    SignIn signIn() {
        Fields fields = new Fields();
        String givenHandle = fields.required("handle", handle, "");
        String givenPassword = fields.required("password", password, "");
        String givenDevice = Texts.name(fields, "device", device);
        fields.throwIfAny();
        return new SignIn(givenHandle, new Confidential(givenPassword), new Confidential(givenDevice));
    }

    String refresh() {
        if (refreshToken == null) {
            throw new IllegalStateException("not the form that refreshes");
        }
        return refreshToken;
    }

    /** Hides what is secret. */
    @Override
    public String toString() {
        return "TokenRequest[" + (isRefresh() ? "refresh" : "sign-in") + "]";
    }

    /** The form that signs in. */
    record SignIn(String handle, Confidential password, Confidential device) {

        @Override
        public String toString() {
            return "SignIn[]";
        }
    }
}
