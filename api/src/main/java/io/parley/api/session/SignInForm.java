package io.parley.api.session;

import io.parley.api.problem.Texts;
import io.swagger.v3.oas.annotations.media.Schema;

/** What the API document says of a {@link TokenRequest} that signs in. */
@Schema(name = "SignIn", description = "Opens a session.")
record SignInForm(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "ada")
        String handle,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "password", example = "correct horse")
        String password,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "What the user calls the device.",
                maxLength = Texts.LONGEST_NAME,
                pattern = Texts.NAME_RULE,
                example = "laptop")
        String device) {}
