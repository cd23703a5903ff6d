package wariin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.security.PrivateKey;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// The arrows between the rooms, and the rules of style that a machine can check.
@AnalyzeClasses(packages = "wariin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @Test
    void roomsKeepToTheirDeclaredArrows() {
        ApplicationModules.of(Wariin.class).verify();
    }

    @ArchTest
    static final ArchRule formatsArePure = noClasses()
            .that()
            .resideInAnyPackage(
                    "wariin.x509..", "wariin.timestamp..", "wariin.pdf..", "wariin.merkle..", "wariin.tsl..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "org.springframework..", "java.sql..", "javax.sql..", "wariin.keys..", "java.time.Clock")
                    .and(resideOutsideOfPackages("org.springframework.modulith..")))
            .because("formats know no framework, database, clock or key")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule largeRoomsAreBuiltInLayers = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return resideInAnyPackage("wariin.ra..", "wariin.ca..").test(type)
                            ? SliceIdentifier.of(type.getPackageName())
                            : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "the packages of the rooms ra and ca";
                }
            })
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule webStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages("..web..", "wariin.site..", "wariin.identity..", "wariin.database..", "wariin")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.web.bind..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule sqlStaysInRegisters = noClasses()
            .that()
            .areNotAnnotatedWith(org.springframework.stereotype.Repository.class)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.jdbc.core.simple.JdbcClient")
            .because("SQL is found in one class per aggregate");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");

    @ArchTest
    static final ArchRule privateKeysStayInKeys = noClasses()
            .that()
            .resideOutsideOfPackages("wariin.keys..", "wariin.demo..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(PrivateKey.class);

    @ArchTest
    static final ArchRule onlySigningActivatesHashes = noClasses()
            .that()
            .resideOutsideOfPackage("wariin.signing..")
            .should()
            .beAssignableTo(com.tngtech.archunit.base.DescribedPredicate.and(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(wariin.keys.ActivatedHash.class),
                    com.tngtech.archunit.base.DescribedPredicate.not(
                            com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                                    wariin.keys.ActivatedHash.class))))
            .because("who holds an activated hash has verified the signer's act");

    @ArchTest
    static final ArchRule onlyRoomsThatCheckPermitIssuance = noClasses()
            .that()
            .resideOutsideOfPackages("wariin.ra..", "wariin.signing..")
            .should()
            .beAssignableTo(com.tngtech.archunit.base.DescribedPredicate.and(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                            wariin.ca.application.IssuancePermit.class),
                    com.tngtech.archunit.base.DescribedPredicate.not(
                            com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                                    wariin.ca.application.IssuancePermit.class))))
            .because("who permits a certificate has checked what it says");

    @ArchTest
    static final ArchRule onlyAssessmentDecidesChanges = noClasses()
            .that()
            .resideOutsideOfPackage("wariin.assessment..")
            .should()
            .beAssignableTo(com.tngtech.archunit.base.DescribedPredicate.and(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                            wariin.register.DecidedChange.class),
                    com.tngtech.archunit.base.DescribedPredicate.not(
                            com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                                    wariin.register.DecidedChange.class))))
            .because("who holds a decided change has the votes of two deciders");

    @ArchTest
    static final ArchRule dssStaysInValidation = noClasses()
            .that()
            .resideOutsideOfPackage("wariin.validation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("eu.europa.esig..");

    @ArchTest
    static final ArchRule repositoriesAreNotPublic = classes()
            .that()
            .areAnnotatedWith(org.springframework.stereotype.Repository.class)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT) // to be extended in other rooms, and no bean itself
            .should()
            .notBePublic()
            .allowEmptyShould(true);
}
