package wariin.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.criteria.ImportOutcome.AlreadyHere;
import wariin.criteria.ImportOutcome.Imported;
import wariin.criteria.ImportOutcome.Refused;
import wariin.database.DatabaseTest;

@DatabaseTest
class CataloguesTests {

    private static final LocalDate BEFORE_TSA = LocalDate.of(2026, 6, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Autowired
    Catalogues catalogues;

    @Autowired
    CatalogueImports imports;

    @Autowired
    Transitions transitions;

    @Autowired
    ShippedCatalogues shipped;

    @Autowired
    CatalogueStore store;

    @Test
    void knowsTheShippedTargetsOfADay() {
        assertThat(catalogues.targets(BEFORE_TSA)).extracting(Target::code).containsExactly("ca", "lra", "ec");
        assertThat(catalogues.targets(TODAY))
                .extracting(Target::code)
                .contains("ca", "lra", "ec", "tsa")
                .doesNotContain("mail", "cmn");
        assertThat(catalogues.announced(TODAY)).extracting(Target::code).contains("mail");
        assertThat(catalogues.targets(LocalDate.of(2020, 1, 1))).isEmpty();
        assertThat(catalogues.target("mail", TODAY)).isEmpty();

        var authority = catalogues.target("ca", TODAY).orElseThrow();
        assertThat(authority.serviceType()).isEqualTo("http://uri.etsi.org/TrstSvc/Svctype/CA/PKC");
        assertThat(authority.numberPrefix()).isEqualTo("CA");
        assertThat(authority.name().ja()).isEqualTo("認証局(発行局・登録局)");
    }

    @Test
    void givesTheCriteriaOfATargetInOrderWithAllTheirFacts() {
        var version = catalogues.inForce("ca", TODAY);

        var criteria = catalogues.criteria(version.id(), "ca");

        assertThat(version.version()).isEqualTo("0.2.0-draft");
        assertThat(criteria).hasSize(41);
        assertThat(criteria).extracting(Criterion::id).startsWith("cmn-ot-01").endsWith("ca-ot-03");
        var fresh = criteria.stream()
                .filter(one -> one.id().equals("ca-um-07"))
                .findFirst()
                .orElseThrow();
        assertThat(fresh.autoCheck()).isEqualTo("crl-ocsp-freshness");
        assertThat(fresh.parameters()).extracting(Criterion.Parameter::values).containsExactly(List.of("24"));
        var conditional = criteria.stream().filter(one -> !one.mandatory()).toList();
        assertThat(conditional)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.appliesWhen()).isNotNull());
        assertThat(criteria.getFirst().evidenceMaxAge()).isEqualTo(Period.ofYears(1));
        assertThat(criteria.getFirst().evidenceExpected()).satisfies(expected -> {
            assertThat(expected.en()).contains("risk register");
            assertThat(expected.ja()).contains("リスク管理表");
        });
        assertThat(criteria.getFirst().methods()).containsExactlyInAnyOrder("EXAMINE", "INTERVIEW");
        assertThat(criteria.getFirst().mappings())
                .contains(new Criterion.Mapping("EN319401", "REQ-5-01", "requirement"));
        assertThat(catalogues.groups(version.id(), "ca")).hasSize(5);
        assertThat(catalogues.criteria(catalogues.inForce("tsa", TODAY).id(), "tsa"))
                .hasSize(24);
    }

    @Test
    void keepsEveryFactOfTheShippedFiles() {
        for (var file : ShippedCatalogues.SHIPPED) {
            var original = OscalReader.parse(ShippedCatalogues.bytes(file.file()));
            var document = OscalReader.read(ShippedCatalogues.bytes(file.file()));
            var version = store.find(document.uuid(), document.version()).orElseThrow();

            assertThat(OscalReader.parse(catalogues.oscal(version.id()))).isEqualTo(original);
        }
    }

    @Test
    void bringsTheShippedFilesInOnlyOnce() {
        var before = catalogues.versions();

        shipped.afterSingletonsInstantiated();

        assertThat(catalogues.versions()).isEqualTo(before);
    }

    @Test
    void keepsRandomCataloguesWhole() {
        for (var seed = 0; seed < 25; seed++) {
            var file = new RandomCatalogue(seed).bytes();

            var outcome = imports.importOscal(file, "test");

            assertThat(outcome).as("seed " + seed).isInstanceOf(Imported.class);
            var id = ((Imported) outcome).version().id();
            assertThat(OscalReader.parse(catalogues.oscal(id)))
                    .as("seed " + seed)
                    .isEqualTo(OscalReader.parse(file));
            assertThat(imports.importOscal(catalogues.oscal(id), "test")).isInstanceOf(AlreadyHere.class);
        }
    }

    @Test
    void takesATargetThatNobodyKnew() {
        var today = transitions.today();
        var code = "drone" + Math.abs(UUID.randomUUID().hashCode());
        var file = OneTarget.catalogue(UUID.randomUUID(), "1.0", code, "A drone says where it is.");

        var version = ((Imported) imports.importOscal(file, "test")).version();
        assertThat(catalogues.target(code, today)).isEmpty();
        var gaps = catalogues.gapsAgainstForce(version.id(), today);
        transitions.set(version.id(), today, "test");

        assertThat(gaps).extracting(GapReport::target).containsExactly(code);
        assertThat(gaps.getFirst().added()).hasSize(1);
        var target = catalogues.target(code, today).orElseThrow();
        assertThat(target.validity()).isEqualTo(Period.ofYears(2));
        assertThat(target.surveillance()).isEqualTo(Period.ofYears(1));
        assertThat(target.renewalOpens()).isEqualTo(Period.ofMonths(6));
        assertThat(target.serviceType()).isEqualTo(Target.UNSPECIFIED);
        assertThat(target.numberPrefix()).startsWith("DRONE");
        assertThat(catalogues.inForce(code, today).id()).isEqualTo(version.id());
        assertThat(catalogues.criteria(version.id(), code)).hasSize(1);
        assertThat(catalogues.target("ca", today)).isPresent();
    }

    @Test
    void movesFromOneVersionToTheNextOnItsDay() {
        var today = transitions.today();
        var code = "kiosk" + Math.abs(UUID.randomUUID().hashCode());
        var catalogue = UUID.randomUUID();
        var one = imported(OneTarget.catalogue(catalogue, "1", code, "A kiosk is locked."));
        var two = imported(OneTarget.catalogue(catalogue, "2", code, "A kiosk is locked at night."));
        transitions.set(one.id(), today, "test");
        transitions.set(two.id(), today.plusDays(10), "test");

        assertThat(catalogues.inForce(code, today).version()).isEqualTo("1");
        assertThat(catalogues.inForce(code, today.plusDays(9)).version()).isEqualTo("1");
        assertThat(catalogues.inForce(code, today.plusDays(10)).version()).isEqualTo("2");
        assertThat(catalogues.toReassess(one.id(), two.id(), code)).containsExactly("only-01");

        assertThat(transitions.undo(two.id(), "test")).isInstanceOf(Transitions.Outcome.Done.class);
        assertThat(transitions.undo(one.id(), "test")).isInstanceOf(Transitions.Outcome.AlreadyInForce.class);
        assertThat(transitions.set(two.id(), today.minusDays(1), "test"))
                .isInstanceOf(Transitions.Outcome.InThePast.class);
        assertThat(catalogues.inForce(code, today.plusDays(10)).version()).isEqualTo("1");
    }

    @Test
    void neverReplacesAVersion() {
        var catalogue = UUID.randomUUID();
        imported(OneTarget.catalogue(catalogue, "1", "printer", "A printer prints."));

        var again = imports.importOscal(OneTarget.catalogue(catalogue, "1", "printer", "A printer scans."), "test");

        assertThat(again).isInstanceOf(Refused.class);
    }

    @Test
    void saysWhatDiffersBetweenTheShippedVersions() {
        var before = catalogues.inForce("ec", BEFORE_TSA);
        var after = catalogues.inForce("ec", TODAY);

        var gap = catalogues.gap(before.id(), after.id(), "ec");

        assertThat(gap.isEmpty()).isTrue();
        assertThat(gap.unchanged()).isEqualTo(41);
        assertThat(catalogues.gap(before.id(), after.id(), "tsa").toReassess()).hasSize(24);
    }

    private CatalogueVersion imported(byte[] file) {
        return ((Imported) imports.importOscal(file, "test")).version();
    }

    @Test
    void refusesWithOneSentenceAndKeepsNothing() {
        var before = catalogues.versions();
        var sentences = new ArrayList<String>();

        for (var bad : new String[] {"", "[]", "{\"catalog\":{}}", "{\"catalog\":", "{\"profile\":{}}"}) {
            var outcome = imports.importOscal(bad.getBytes(StandardCharsets.UTF_8), "test");
            sentences.add(((Refused) outcome).sentence().en());
        }

        assertThat(catalogues.versions()).isEqualTo(before);
        assertThat(sentences).allSatisfy(sentence -> assertThat(sentence).endsWith("."));
    }
}
