package dev.opikdesktop;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The layout of ARCHITECTURE as rules: what may call what, and what things may be called. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludePackageInfos())
          // The test classes of the other modules are a folder, or after packaging a jar.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.opikdesktop");

  private static final String STORAGE = "dev.opikdesktop.storage..";
  private static final String SERVER = "dev.opikdesktop.server..";
  private static final String TRANSFER = "dev.opikdesktop.transfer..";
  private static final String DESKTOP = "dev.opikdesktop.desktop..";
  private static final String LAUNCHER = "dev.opikdesktop.desktop.launcher..";

  private static final String OQL = "dev.opikdesktop.server.query.oql..";

  /** What a query is made of, which the window reads and writes as well. */
  private static final DescribedPredicate<JavaClass> LANGUAGE =
      resideInAPackage(OQL)
          .or(nameMatching("dev\\.opikdesktop\\.server\\.query\\.(Operator|FieldType)"));

  /** Names that say nothing of what a thing is for. */
  private static final String EMPTY_NAMES = ".*(Manager|Helper|Utils?|Impl|Base|Common)";

  @Test
  void storageKnowsNothingOfTheServer() {
    check(
        noClasses()
            .that()
            .resideInAPackage(STORAGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVER, DESKTOP));
  }

  @Test
  void theServerKnowsNothingOfTheDesktop() {
    check(
        noClasses()
            .that()
            .resideInAPackage(SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DESKTOP));
  }

  /**
   * The query language is a text's grammar and no server: the window reads queries by it too. What
   * reads files brings an engine with it: the launcher hands it in.
   */
  @Test
  void theWindowReachesTheServerThroughItsPublicApiOnly() {
    check(
        noClasses()
            .that(resideInAPackage(DESKTOP).and(resideInAPackage(LAUNCHER).negate()))
            .should()
            .dependOnClassesThat(resideInAnyPackage(STORAGE, SERVER, TRANSFER).and(not(LANGUAGE))));
  }

  @Test
  void theLanguageOfQueriesNeedsNoServer() {
    check(
        noClasses()
            .that()
            .resideInAPackage(OQL)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(STORAGE, SERVER)
                    .and(not(LANGUAGE))
                    .and(not(nameMatching("dev\\.opikdesktop\\.server\\.query\\.Operand.*")))));
  }

  @Test
  void packagesFormNoCycles() {
    check(slices().matching("dev.opikdesktop.(*).(*)..").should().beFreeOfCycles());
  }

  @Test
  void storesCallNoService() {
    check(
        noClasses()
            .that()
            .haveSimpleNameEndingWith("Store")
            .should()
            .dependOnClassesThat(nameMatching(".*(Service|Routes)")));
  }

  @Test
  void servicesCallNoRoutes() {
    check(
        noClasses()
            .that()
            .haveSimpleNameEndingWith("Service")
            .should()
            .dependOnClassesThat(nameMatching(".*Routes")));
  }

  @Test
  void servicesAndStoresBuildNoHttp() {
    check(
        noClasses()
            .that()
            .haveNameMatching(".*(Service|Store)")
            .and()
            .resideInAPackage(SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.helidon.."));
  }

  @Test
  void recordsKnowNoSql() {
    check(
        noClasses()
            .that()
            .areRecords()
            .and()
            .areTopLevelClasses()
            .and()
            .resideInAnyPackage(SERVER, DESKTOP)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "com.clickhouse..")));
  }

  @Test
  void everythingLogsThroughSlf4j() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(LAUNCHER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging.."));
  }

  /** Child processes speak to their parent through their standard streams. */
  @Test
  void onlyTheLauncherSpeaksOnStandardStreams() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                LAUNCHER,
                "dev.opikdesktop.storage.engine..",
                "dev.opikdesktop.desktop.explorer.files.pdf..")
            .should(ACCESS_STANDARD_STREAMS));
  }

  @Test
  void classesAreNamedForWhatTheyAre() {
    check(classes().should().haveNameNotMatching(EMPTY_NAMES));
  }

  @Test
  void fieldsAreNamedForWhatTheyHold() {
    check(fields().should().haveNameNotMatching(EMPTY_NAMES));
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }
}
