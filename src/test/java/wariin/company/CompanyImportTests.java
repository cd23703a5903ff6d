package wariin.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.company.CompanyImport.State;
import wariin.database.DatabaseTest;
import wariin.journal.Journal;

@DatabaseTest
class CompanyImportTests {

    @Autowired
    CompanyImports imports;

    @Autowired
    Companies companies;

    @Autowired
    Journal journal;

    private int next = 1_000_000 + (int) (UUID.randomUUID().getLeastSignificantBits() & 0xFFFFF) * 16;

    @Test
    void takesInTheSampleFileOnce() {
        var sample = "/sample/companies.csv";
        var first = imports.importFile("companies.csv", resource(sample), "system");
        var again = imports.importFile("companies.csv", resource(sample), "system");

        assertThat(first).isInstanceOfAny(ImportOutcome.Accepted.class, ImportOutcome.AlreadyApplied.class);
        assertThat(again).isInstanceOf(ImportOutcome.AlreadyApplied.class);
        var file = ((ImportOutcome.AlreadyApplied) again).file();
        assertThat(file.state()).isEqualTo(State.APPLIED);
        assertThat(file.counts().rejected()).isZero();
        assertThat(file.counts().rows()).isEqualTo(58);
        assertThat(file.encoding()).isEqualTo("UTF-8");
        assertThat(journal.about(file.id().toString()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.act().facts()).containsEntry("sha256", file.sha256()));

        var merged = companies.search("見本合併", 5).getFirst();
        assertThat(merged.status()).isEqualTo(CompanyStatus.MERGED);
        assertThat(merged.successor()).isEqualTo(CorporateNumber.sample(1));
        assertThat(merged.sample()).isTrue();
        assertThat(companies.search("見本", 100))
                .filteredOn(company -> !company.closed())
                .hasSizeGreaterThan(40);
        assertThat(companies.search("検索対象外", 5)).isEmpty();
        assertThat(companies.find(CorporateNumber.sample(55))).isPresent();
        assertThat(companies.search("見本旧商号", 5))
                .singleElement()
                .satisfies(found -> assertThat(found.name()).isEqualTo("見本新商号株式会社"));
        assertThat(companies.search("外字", 5).getFirst().nameReplaced()).isTrue();
    }

    @Test
    void tellsTheNameAtADayAndNeverLosesNewerDataToAnOlderFile() {
        var one = next++;
        var number = CorporateNumber.sample(one);
        apply("full_20240131.csv", new SampleCompanyFile().open(one, "見本ひ" + one, "2024-01-10"));
        apply(
                "diff_20250601.csv",
                new SampleCompanyFile().row(one, "見本ふ" + one, "", "", "11", "2025-06-01", "", "", ""));
        var older = apply(
                "all_20240901.csv",
                new SampleCompanyFile().row(one, "見本へ" + one, "", "", "11", "2024-09-01", "", "", ""));

        assertThat(older.counts().older()).isEqualTo(1);
        assertThat(older.counts().changed()).isZero();
        assertThat(companies.find(number).orElseThrow().name()).isEqualTo("見本ふ" + one);
        assertThat(companies.nameAt(number, LocalDate.parse("2023-12-31"))).isEmpty();
        assertThat(companies.nameAt(number, LocalDate.parse("2024-01-10"))).contains("見本ひ" + one);
        assertThat(companies.nameAt(number, LocalDate.parse("2025-05-31"))).contains("見本へ" + one);
        assertThat(companies.nameAt(number, LocalDate.parse("2026-01-01"))).contains("見本ふ" + one);
        assertThat(companies.history(number))
                .extracting(CompanyVersion::process)
                .containsExactly("11", "11", "01");
        assertThat(companies.search("見本へ" + one, 5)).hasSize(1);
    }

    @Test
    void closesRevivesAndMerges() {
        var one = next++;
        var two = next++;
        apply(
                "a_20240101.csv",
                new SampleCompanyFile().open(one, "見本甲", "2024-01-01").open(two, "見本乙", "2024-01-01"));
        var merge = apply(
                "diff_20240301.csv",
                new SampleCompanyFile()
                        .row(
                                two,
                                "見本乙",
                                "",
                                "",
                                "71",
                                "2024-03-01",
                                "2024-03-01",
                                "11",
                                CorporateNumber.sample(one).value()));

        assertThat(merge.counts().closing()).isEqualTo(1);
        var merged = companies.find(CorporateNumber.sample(two)).orElseThrow();
        assertThat(merged.status()).isEqualTo(CompanyStatus.MERGED);
        assertThat(merged.closedOn()).isEqualTo("2024-03-01");
        assertThat(merged.successor()).isEqualTo(CorporateNumber.sample(one));

        apply("diff_20240401.csv", new SampleCompanyFile().row(two, "見本乙", "", "", "72", "2024-04-01", "", "", ""));
        assertThat(companies.find(CorporateNumber.sample(two)).orElseThrow().closed())
                .isFalse();
    }

    @Test
    void showsWhatWouldChangeAndTakesNothingThatIsCancelled() throws InterruptedException {
        var one = next++;
        var outcome = imports.receive(
                "x.csv", new SampleCompanyFile().open(one, "見本丙", "2024-01-01").csv(), "system");
        var id = ((ImportOutcome.Accepted) outcome).file().id();
        var ready = ended(id);

        assertThat(ready.state()).isEqualTo(State.READY);
        assertThat(ready.counts().added()).isEqualTo(1);
        assertThat(imports.receive(
                        "y.csv",
                        new SampleCompanyFile().open(one, "見本丁", "2024-01-01").csv(),
                        "system"))
                .isInstanceOf(ImportOutcome.Busy.class);
        assertThat(imports.cancel(id)).isInstanceOf(ImportOutcome.Accepted.class);
        assertThat(imports.apply(id, "system")).isInstanceOf(ImportOutcome.NotWaiting.class);
        assertThat(companies.find(CorporateNumber.sample(one))).isEmpty();
    }

    @Test
    void refusesAWrongFileWholeAndKeepsTheReason() {
        var refused = apply("bad.csv", new SampleCompanyFile().line("no,header").line("is,expected"));

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.reason()).isEqualTo("mostly-wrong");
        assertThat(refused.counts().rows()).isEqualTo(2);
    }

    @Test
    void reportsRejectedRowsAndTakesTheOthers() {
        var one = next++;
        var file = new SampleCompanyFile()
                .open(one, "見本戊", "2024-01-01")
                .open(next++, "見本己", "2024-01-01")
                .line("1,2");

        var taken = apply("partly.csv", file);

        assertThat(taken.state()).isEqualTo(State.APPLIED);
        assertThat(taken.counts().rejected()).isEqualTo(1);
        assertThat(imports.faults(taken.id(), 10)).containsExactly(new RowFault(3, "columns", "2"));
        assertThat(companies.find(CorporateNumber.sample(one))).isPresent();
    }

    @Test
    void findsByBeginningByPartByReadingAndPagesWithoutRepeating() {
        var word = "検" + Character.toString(0x4E00 + next % 20000) + "索";
        var file = new SampleCompanyFile();
        for (var n = 0; n < 7; n++) file.open(next++, "株式会社" + word + "社" + n, "2024-01-01");
        for (var n = 0; n < 7; n++) {
            file.row(next++, "見本" + word + n, word + "ヨミ" + n, "", "01", "2024-01-01", "", "", "");
        }
        for (var n = 0; n < 6; n++) file.open(next++, "新見本" + word + n, "2024-01-01");
        apply("names.csv", file);

        var all = companies.search(word, 50);
        assertThat(all).hasSize(20).doesNotHaveDuplicates();
        assertThat(all.subList(14, 20))
                .allSatisfy(found -> assertThat(found.name()).startsWith("新見本"));
        assertThat(companies.search("㈱" + word + " 社 3", 5)).hasSize(1);
        assertThat(companies.search(word + "よみ3", 5)).hasSize(1);

        var seen = new ArrayList<Company>();
        String cursor = null;
        do {
            var page = companies.search(word, cursor, 3);
            seen.addAll(page.companies());
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).containsExactlyElementsOf(all);
    }

    @Test
    void comparesNamesAsPeopleWriteThem() {
        var one = next++;
        apply(
                "same.csv",
                new SampleCompanyFile()
                        .row(one, "株式会社見本髙﨑", "", "Sample Takasaki Inc.", "01", "2024-01-01", "", "", ""));
        var number = CorporateNumber.sample(one);

        assertThat(companies.sameName(number, "㈱見本高崎")).isTrue();
        assertThat(companies.sameName(number, "見本 高崎 株式会社")).isTrue();
        assertThat(companies.sameName(number, "SAMPLE TAKASAKI")).isTrue();
        assertThat(companies.sameName(number, "有限会社見本高崎")).isFalse();
        assertThat(companies.sameName(CorporateNumber.sample(99_999_999), "見本高崎"))
                .isFalse();
    }

    private CompanyImport apply(String name, SampleCompanyFile file) {
        var outcome = imports.importFile(name, file.csv(), "system");
        return ((ImportOutcome.Accepted) outcome).file();
    }

    private CompanyImport ended(UUID id) throws InterruptedException {
        for (var n = 0; n < 200; n++) {
            var now = imports.find(id).orElseThrow();
            if (!now.state().running()) return now;
            Thread.sleep(50);
        }
        throw new AssertionError("Still running");
    }

    private static InputStream resource(String name) {
        return CompanyImportTests.class.getResourceAsStream(name);
    }
}
