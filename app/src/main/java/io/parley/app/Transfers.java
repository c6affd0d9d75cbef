package io.parley.app;

import io.parley.infra.backup.BackupProblem;
import io.parley.infra.startup.StartupProblem;
import org.springframework.boot.context.properties.bind.BindException;
import picocli.CommandLine.Model.CommandSpec;

/** Runs what backs up or restores, and says in one sentence why it could not be done. */
final class Transfers {

    private Transfers() {}

    /** What is to be done with the server's settings. */
    interface Work {
        void with(ServerSettings settings);
    }

    static int run(CommandSpec spec, Work work) {
        try (ServerSettings settings = ServerSettings.read()) {
            work.with(settings);
            return 0;
        } catch (BackupProblem | StartupProblem e) {
            spec.commandLine().getErr().println(e.getMessage());
        } catch (BindException e) {
            spec.commandLine().getErr().println(StartupFailure.sentence(e));
        } catch (RuntimeException e) {
            spec.commandLine()
                    .getErr()
                    .println("This failed, for a reason that it does not know (%s)."
                            .formatted(e.getClass().getSimpleName()));
        }
        return 1;
    }
}
