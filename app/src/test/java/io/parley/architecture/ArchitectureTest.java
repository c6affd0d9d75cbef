package io.parley.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.parley.contract.ParleyCommand;
import io.parley.contract.ParleyEvent;
import io.parley.contract.ParleyQuery;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.serialization.Revision;

/** The arrows of docs/ARCHITECTURE.md. No rule may match nothing: ArchUnit fails those by default. */
@AnalyzeClasses(packages = "io.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule modulesDependOnlyAlongTheArrows = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("contract")
            .definedBy("io.parley.contract..")
            .layer("command-side")
            .definedBy("io.parley.command..")
            .layer("projections")
            .definedBy("io.parley.projection..")
            .layer("query-side")
            .definedBy("io.parley.query..")
            .layer("api")
            .definedBy("io.parley.api..")
            .layer("infra")
            .definedBy("io.parley.infra..")
            .layer("audit")
            .definedBy("io.parley.audit..")
            .layer("app")
            .definedBy("io.parley.app..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("audit")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("infra")
            .mayOnlyBeAccessedByLayers("app", "audit")
            .whereLayer("command-side")
            .mayOnlyBeAccessedByLayers("infra")
            .whereLayer("projections")
            .mayOnlyBeAccessedByLayers("infra", "audit")
            .whereLayer("query-side")
            .mayOnlyBeAccessedByLayers("infra");

    @ArchTest
    static final ArchRule nothingInProductionKnowsTheFaultsOfTests =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.parley.faults..");

    @ArchTest
    static final ArchRule theContractKnowsOnlyTheJdkJSpecifyAndAxon = classes()
            .that()
            .resideInAPackage("io.parley.contract..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.parley.contract..",
                    "java..",
                    "org.jspecify..",
                    "org.axonframework.serialization..",
                    "org.axonframework.modelling.command..");

    @ArchTest
    static final ArchRule theCommandSideKnowsNoDatabaseNoSpringAndNoHttp = noClasses()
            .that()
            .resideInAPackage("io.parley.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework..", "io.netty..", "reactor..");

    @ArchTest
    static final ArchRule theReadSideKnowsNoWeb = noClasses()
            .that()
            .resideInAnyPackage("io.parley.projection..", "io.parley.query..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "reactor..", "io.netty..");

    @ArchTest
    static final ArchRule theEdgeKnowsNoDatabase = noClasses()
            .that()
            .resideInAPackage("io.parley.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.flywaydb..");

    @ArchTest
    static final ArchRule eventsAreRecordsWithARevision = classes()
            .that()
            .implement(ParleyEvent.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords()
            .andShould()
            .beAnnotatedWith(Revision.class);

    @ArchTest
    static final ArchRule commandsAreRecords = classes()
            .that()
            .implement(ParleyCommand.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords();

    @ArchTest
    static final ArchRule queriesAreRecordsNamedFindCheckOrMay = classes()
            .that()
            .implement(ParleyQuery.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords()
            .andShould()
            .haveNameMatching(".*\\$(Find|Check|May)\\w+");

    @ArchTest
    static final ArchRule commandsAreHandledOnTheCommandSideOnly = methods()
            .that()
            .areAnnotatedWith(CommandHandler.class)
            .should()
            .beDeclaredInClassesThat()
            .resideInAPackage("io.parley.command..");

    @ArchTest
    static final ArchRule stateIsSourcedOnTheCommandSideOnly = methods()
            .that()
            .areAnnotatedWith(EventSourcingHandler.class)
            .should()
            .beDeclaredInClassesThat()
            .resideInAPackage("io.parley.command..");

    @ArchTest
    static final ArchRule featuresOfTheContractHaveNoCycles =
            slices().matching("io.parley.contract.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule featuresOfTheQuerySideHaveNoCycles =
            slices().matching("io.parley.query.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule featuresOfTheProjectionsHaveNoCycles =
            slices().matching("io.parley.projection.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule timeIsInjectedIntoWhatDecides = noClasses()
            .that()
            .resideInAnyPackage("io.parley.command..", "io.parley.projection..", "io.parley.query..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule nobodyUsesJackson2DatabindByHand = noClasses()
            .that()
            .resideInAPackage("io.parley..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule nobodyPrintsButTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("io.parley.app..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule fieldsAreNotInjected = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.parley..")
            .should()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");
}
