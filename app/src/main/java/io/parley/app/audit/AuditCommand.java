package io.parley.app.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands that show and prove what the log says. Without one it says which there are. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "See what the log says, and prove it: nobody without the signing key can change it unseen.",
        subcommands = {
            AuditVerify.class,
            AuditRoot.class,
            AuditProof.class,
            AuditCheck.class,
            AuditLog.class,
            AuditShow.class,
            AuditChat.class,
            AuditDiff.class,
            AuditCapsule.class,
            AuditHistories.class,
            AuditDoctor.class
        },
        footer = {
            "",
            "The database is the server's, by the same settings (PARLEY_DATA_DIR, or",
            "PARLEY_DB_URL, PARLEY_DB_USER and PARLEY_DB_PASSWORD), or the one that",
            "--database names; the server may run meanwhile. docs/AUDIT.md has an example.",
            "check and histories look at files alone.",
        })
public final class AuditCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
