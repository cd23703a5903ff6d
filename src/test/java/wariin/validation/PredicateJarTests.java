package wariin.validation;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The classes of the jar for EU DSS leave the house alone, so they may need nothing of it.
@AnalyzeClasses(packages = "wariin.validation.predicate", importOptions = ImportOption.DoNotIncludeTests.class)
class PredicateJarTests {

    @ArchTest
    static final ArchRule needsNothingButTheLibrary = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "wariin.validation.predicate", "eu.europa.esig..", "java..", "org.jspecify.annotations"));
}
