package io.parley.app.audit;

import io.parley.app.beside.KeyOption;
import io.parley.audit.proof.ProofCheck;
import io.parley.audit.proof.ProofFailure;
import io.parley.infra.seal.Seal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley audit check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check a bundle offline, with nothing but the public key and perhaps a root.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it holds", "1:it was altered, or leads to another root", "2:it could not be checked"},
        footer = {
            "",
            "Example:",
            "  ./parley audit check chat.proof.jsonl --key signing-key.pub.pem --root monday.json",
        })
final class AuditCheck implements Callable<Integer> {

    private static final int ALTERED = 1;
    private static final int UNCHECKED = 2;

    @Parameters(paramLabel = "BUNDLE", description = "What ./parley audit proof wrote.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path bundle;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private KeyOption keys;

    @Option(names = "--root", paramLabel = "FILE", description = "The published root to which it must lead.")
    private @Nullable Path root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (BufferedReader reader = Files.newBufferedReader(bundle)) {
            ProofCheck check = new ProofCheck(AuditInputs.keys(keys.files(), System.getenv()));
            Seal published = root == null ? null : AuditInputs.root(root);
            show(check.check(reader, published), published != null);
            return 0;
        } catch (ProofFailure e) {
            spec.commandLine().getOut().println("It does NOT hold. " + e.getMessage());
            return ALTERED;
        } catch (NoSuchFileException e) {
            return unchecked("There is no file " + bundle + ".");
        } catch (IllegalArgumentException e) {
            return unchecked(bundle + " cannot be checked: " + e.getMessage() + ".");
        } catch (IOException e) {
            return unchecked(String.valueOf(e.getMessage()));
        }
    }

    private void show(ProofCheck.Proven proven, boolean published) {
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "It holds: %s, which are all of %s%nup to position %,d, as sealed at %s%s.",
                        Count.of(proven.events(), "event"),
                        proven.chain(),
                        proven.upTo(),
                        proven.sealedAt(),
                        published ? ",%nand of the history of the published root".formatted() : ""));
    }

    private int unchecked(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return UNCHECKED;
    }
}
