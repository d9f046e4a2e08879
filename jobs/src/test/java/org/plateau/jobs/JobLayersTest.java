package org.plateau.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Commands stand on the steps they share, the steps on what every command has. */
class JobLayersTest {
  private static final ArchRule COMMANDS_STEPS_CLI =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("entry")
          .definedBy("org.plateau.jobs")
          .layer("commands")
          .definedBy(
              "org.plateau.jobs.flow..",
              "org.plateau.jobs.results..",
              "org.plateau.jobs.models..",
              "org.plateau.jobs.setup..")
          .layer("steps")
          .definedBy("org.plateau.jobs.steps..")
          .layer("cli")
          .definedBy("org.plateau.jobs.cli..")
          .whereLayer("entry")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("commands")
          .mayOnlyBeAccessedByLayers("entry")
          .whereLayer("steps")
          .mayOnlyBeAccessedByLayers("commands")
          .whereLayer("cli")
          .mayOnlyBeAccessedByLayers("entry", "commands", "steps");

  private static final ArchRule NO_ENGINE_NO_DELTA =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.djl..", "io.delta..");

  @TestFactory
  Stream<DynamicTest> jobsKeepTheirLayers() {
    JavaClasses ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.plateau.jobs");
    assertThat(ours).hasSizeGreaterThan(50);
    return Stream.of(COMMANDS_STEPS_CLI, NO_ENGINE_NO_DELTA)
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(ours)));
  }
}
