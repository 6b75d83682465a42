package io.pituning.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Dependencies point one way: service to workflow to schemas, service to learning; learning and schemas know nobody.
 *
 * <p>The rules read every module this one depends on; a new module needs a dependency in the pom to be held to them.
 */
@AnalyzeClasses(packages = "io.pituning", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "io.pituning..";
    private static final String SCHEMAS = "io.pituning.schemas..";
    private static final String LEARNING = "io.pituning.learning..";
    private static final String WORKFLOW = "io.pituning.workflow..";
    private static final String[] FRAMEWORKS = {
        "org.apache.kafka..", "io.quarkus..", "io.smallrye..", "jakarta..", "org.eclipse.microprofile.."
    };

    @ArchTest
    static final ArchRule schemasKnowNobody = classes()
            .that()
            .resideInAPackage(SCHEMAS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(SCHEMAS, "java..", "com.fasterxml.jackson..", "com.networknt..");

    @ArchTest
    static final ArchRule learningKnowsNobody = noClasses()
            .that()
            .resideInAPackage(LEARNING)
            .should()
            .dependOnClassesThat(oursBut(LEARNING))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    /** The engine's traps give silently wrong gradients; the tensor package is where they are fenced off. */
    @ArchTest
    static final ArchRule onlyTheTensorPackageTouchesTheEngine = noClasses()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackage("io.pituning.learning.tensor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl.ndarray..", "ai.djl.engine..", "ai.djl.pytorch..", "ai.djl.training..");

    @ArchTest
    static final ArchRule workflowKnowsOnlySchemas = noClasses()
            .that()
            .resideInAPackage(WORKFLOW)
            .should()
            .dependOnClassesThat(oursBut(WORKFLOW, SCHEMAS))
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule trainerKnowsNoOtherService = knowsNoOtherService("io.pituning.trainer..");

    @ArchTest
    static final ArchRule embedderKnowsNoOtherService = knowsNoOtherService("io.pituning.embedder..");

    @ArchTest
    static final ArchRule graphKnowsNoOtherService = knowsNoOtherService("io.pituning.graph..");

    @ArchTest
    static final ArchRule interpolatorKnowsNoOtherService = knowsNoOtherService("io.pituning.interpolator..");

    @ArchTest
    static final ArchRule workerKnowsNoOtherService = knowsNoOtherService("io.pituning.worker..");

    /** One exception: an expert's layout follows from the places a backbone offers, and a backbone's forward takes an expert. */
    @ArchTest
    static final ArchRule packagesFormNoCircle = slices().matching("io.pituning.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(
                    JavaClass.Predicates.resideInAPackage("io.pituning.learning.expert"),
                    JavaClass.Predicates.resideInAPackage("io.pituning.learning.backbone"));

    private static ArchRule knowsNoOtherService(String service) {
        return noClasses()
                .that()
                .resideInAPackage(service)
                .should()
                .dependOnClassesThat(oursBut(service, WORKFLOW, SCHEMAS, LEARNING))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> oursBut(String... allowed) {
        return JavaClass.Predicates.resideInAPackage(OURS)
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(allowed)))
                .as("our classes outside %s", String.join(", ", allowed));
    }
}
