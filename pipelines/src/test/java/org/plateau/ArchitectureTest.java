package org.plateau;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The layers: pure code below, Spark and Delta above, nothing points back. The jobs live in a
 * module of their own that this one cannot see, so their place at the top needs no rule.
 */
class ArchitectureTest {
  private static final String[] PURE = {
    "org.plateau.audio..",
    "org.plateau.corpus..",
    "org.plateau.features..",
    "org.plateau.stats..",
    "org.plateau.models..",
    "org.plateau.config..",
    "org.plateau.packs..",
    "org.plateau.report.."
  };
  private static final String[] SPARK = {"org.apache.spark..", "org.apache.hadoop..", "scala.."};
  private static final String DELTA = "io.delta..";
  private static final String DELTA_INTERNALS = "org.apache.spark.sql.delta..";
  private static final String DJL = "ai.djl..";

  private static final ArchRule PURE_CODE_KNOWS_NO_ENGINE =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..", DELTA, DJL)
          .because("it takes arrays and records and is tested without a session");

  private static final ArchRule ONLY_NN_KNOWS_DJL =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.plateau.nn..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(DJL);

  private static final ArchRule ONLY_TABLES_KNOW_DELTA =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.plateau.tables..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DELTA, DELTA_INTERNALS);

  private static final ArchRule ONLY_TABLES_AND_STAGES_KNOW_SPARK =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.plateau.tables..", "org.plateau.stages..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SPARK);

  private static final ArchRule LAYERS_POINT_DOWN =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("stages")
          .definedBy("org.plateau.stages..")
          .layer("middle")
          .definedBy("org.plateau.tables..", "org.plateau.worker..", "org.plateau.report..")
          .layer("base")
          .definedBy(
              "org.plateau.nn..",
              "org.plateau.audio..",
              "org.plateau.corpus..",
              "org.plateau.features..",
              "org.plateau.stats..",
              "org.plateau.models..",
              "org.plateau.config..",
              "org.plateau.packs..")
          .whereLayer("stages")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("middle")
          .mayOnlyBeAccessedByLayers("stages")
          .whereLayer("base")
          .mayOnlyBeAccessedByLayers("stages", "middle");

  private static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.plateau.(*)..").should().beFreeOfCycles();

  private static final ArchRule EVERY_CLASS_HAS_ITS_PLACE =
      classes()
          .should()
          .resideInAnyPackage(
              "org.plateau.audio..",
              "org.plateau.corpus..",
              "org.plateau.features..",
              "org.plateau.stats..",
              "org.plateau.models..",
              "org.plateau.config..",
              "org.plateau.packs..",
              "org.plateau.report..",
              "org.plateau.nn..",
              "org.plateau.worker..",
              "org.plateau.tables..",
              "org.plateau.stages..");

  @TestFactory
  Stream<DynamicTest> ourClassesKeepTheRules() {
    JavaClasses ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.plateau");
    assertThat(ours).hasSizeGreaterThan(100);
    return Stream.of(
            PURE_CODE_KNOWS_NO_ENGINE,
            ONLY_NN_KNOWS_DJL,
            ONLY_TABLES_KNOW_DELTA,
            ONLY_TABLES_AND_STAGES_KNOW_SPARK,
            LAYERS_POINT_DOWN,
            PACKAGES_HAVE_NO_CYCLES,
            EVERY_CLASS_HAS_ITS_PLACE)
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(ours)));
  }

  @Test
  void theRulesFindAViolation() {
    JavaClasses test = new ClassFileImporter().importClasses(SparkInTheWrongPlace.class);
    assertThatThrownBy(() -> ONLY_TABLES_AND_STAGES_KNOW_SPARK.check(test))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SparkInTheWrongPlace");
  }

  /** A class outside the Spark layers that uses Spark. */
  static final class SparkInTheWrongPlace {
    static String version() {
      return org.apache.spark.package$.MODULE$.SPARK_VERSION();
    }
  }
}
