package io.sglflink.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The lines that docs/architecture.md draws between the modules. */
@AnalyzeClasses(packages = "io.sglflink", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String[] PROGRAM_MODEL = {
    "io.sglflink.constraint..",
    "io.sglflink.model..",
    "io.sglflink.program..",
    "io.sglflink.interpret..",
    "io.sglflink.python..",
    "io.sglflink.record.."
  };
  private static final String GPU_RUNTIME = "io.sglflink.runtime..";
  private static final String OPERATORS = "io.sglflink.operators..";
  private static final String CONNECTORS = "io.sglflink.connectors..";
  private static final String JOB = "io.sglflink.job..";
  private static final String FLINK = "org.apache.flink..";
  private static final String KAFKA = "org.apache.kafka..";
  private static final String DJL = "ai.djl..";

  @ArchTest
  static void everyModuleIsLookedAt(JavaClasses classes) {
    List<String> packages = classes.stream().map(JavaClass::getPackageName).distinct().toList();
    assertThat(packages)
        .contains(
            "io.sglflink.constraint.regex",
            "io.sglflink.model",
            "io.sglflink.program",
            "io.sglflink.interpret",
            "io.sglflink.record",
            "io.sglflink.runtime",
            "io.sglflink.operators",
            "io.sglflink.connectors",
            "io.sglflink.job");
  }

  @ArchTest
  static final ArchRule PROGRAM_MODEL_KNOWS_NO_RUNTIME =
      noClasses()
          .that()
          .resideInAnyPackage(PROGRAM_MODEL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FLINK, KAFKA, DJL, GPU_RUNTIME, OPERATORS, CONNECTORS, JOB);

  @ArchTest
  static final ArchRule ONE_PACKAGE_KNOWS_THE_PARSER =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sglflink.python.syntax..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.treesitter..");

  @ArchTest
  static final ArchRule GPU_RUNTIME_KNOWS_NO_STREAM =
      noClasses()
          .that()
          .resideInAPackage(GPU_RUNTIME)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FLINK, KAFKA, OPERATORS, CONNECTORS, JOB);

  @ArchTest
  static final ArchRule OPERATORS_KNOW_NO_ENDPOINT =
      noClasses()
          .that()
          .resideInAPackage(OPERATORS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(KAFKA, DJL, CONNECTORS, JOB, "java.net.http..");

  @ArchTest
  static final ArchRule CONNECTORS_KNOW_NO_ENGINE =
      noClasses()
          .that()
          .resideInAPackage(CONNECTORS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DJL, GPU_RUNTIME, OPERATORS, JOB);

  @ArchTest
  static final ArchRule JOB_LEAVES_NATIVES_TO_THE_ENGINE =
      noClasses().that().resideInAPackage(JOB).should().dependOnClassesThat().resideInAPackage(DJL);

  @ArchTest
  static final ArchRule ONE_PLACE_HAS_STATIC_STATE =
      fields()
          .that()
          .areStatic()
          .and(areNotOf("io.sglflink.runtime.SharedEngines"))
          .should()
          .beFinal()
          .andShould(notHoldACollectionThatGrows());

  @ArchTest
  static final ArchRule NOBODY_LOGS_PAST_SLF4J =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sglflink.job.cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule NO_OPTIONAL_FIELDS =
      noFields().should().haveRawType(java.util.Optional.class);

  @ArchTest
  static final ArchRule EVERY_PACKAGE_SAYS_WHAT_IT_OWNS =
      classes().should(liveInADescribedPackage());

  @ArchTest
  static final ArchRule THE_ENGINES_PACKAGES_USE_EACH_OTHER_IN_ONE_DIRECTION =
      slices().matching("io.sglflink.runtime.(*)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule CONSTRAINTS_USE_EACH_OTHER_IN_ONE_DIRECTION =
      slices().matching("io.sglflink.constraint.(*)").should().beFreeOfCycles();

  private static DescribedPredicate<JavaField> areNotOf(String owner) {
    return DescribedPredicate.describe(
        "are not of " + owner, field -> !field.getOwner().getName().equals(owner));
  }

  /** A constant may be a collection; it is state when something puts into it later. */
  private static ArchCondition<JavaField> notHoldACollectionThatGrows() {
    return new ArchCondition<>("not hold a collection that grows") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        JavaClass type = field.getRawType();
        boolean concurrent = type.getPackageName().startsWith("java.util.concurrent");
        boolean concrete =
            !type.isInterface()
                && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class))
                && !type.getModifiers().contains(JavaModifier.ABSTRACT);
        if (concurrent || concrete) {
          events.add(
              SimpleConditionEvent.violated(
                  field, field.getFullName() + " is mutable: make it a field of an object"));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> liveInADescribedPackage() {
    return new ArchCondition<>("live in a package with a package-info.java") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (type.getPackage().tryGetPackageInfo().isEmpty()) {
          events.add(
              SimpleConditionEvent.violated(
                  type, "package " + type.getPackageName() + " has no package-info.java"));
        }
      }
    };
  }
}
