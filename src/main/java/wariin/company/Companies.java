package wariin.company;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Service;

/// Finds companies by number and by name, and compares names as people write them.
@Service
public class Companies {

    private static final int LARGEST_PAGE = 100;
    private static final int LONGEST_NAME = 150;

    private final CompanyRegister companies;
    private final CompanyImportRegister imports;
    private final NameSearch names;

    Companies(CompanyRegister companies, CompanyImportRegister imports, NameSearch names) {
        this.companies = companies;
        this.imports = imports;
        this.names = names;
    }

    public Optional<Company> find(CorporateNumber number) {
        return companies.find(number);
    }

    /// The first companies with this name or a part of it, those that begin with it first.
    public List<Company> search(String name, int limit) {
        return search(name, null, limit).companies();
    }

    /// One page of the same; `cursor` is the `next` of the page before, and anything else begins at the start.
    ///
    /// @throws QueryTimeoutException when very many names contain it and finding the first takes too long
    public CompanyPage search(String name, @Nullable String cursor, int limit) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\u0000') >= 0) {
            return new CompanyPage(List.of(), null);
        }
        var from = Optional.ofNullable(cursor).flatMap(NameSearch.Cursor::of).orElse(NameSearch.Cursor.START);
        var found = names.search(FoldedName.of(name).base(), from, Math.clamp(limit, 1, LARGEST_PAGE));
        var byNumber = companies.findAll(found.numbers());
        var page = found.numbers().stream()
                .map(byNumber::get)
                .filter(Objects::nonNull)
                .toList();
        return new CompanyPage(page, found.next() == null ? null : found.next().toString());
    }

    /// Whether a company is known under this name, Japanese or English, but for spelling: legal form and its place,
    /// kana, width, case, spaces, old kanji. Two different legal forms are two names.
    /// False also where the number is unknown.
    public boolean sameName(CorporateNumber number, String name) {
        if (name.isBlank()) return false;
        var asked = FoldedName.of(name);
        return find(number)
                .filter(company -> FoldedName.of(company.name()).same(asked)
                        || !company.enName().isBlank()
                                && FoldedName.of(company.enName()).same(asked))
                .isPresent();
    }

    /// The name that a company had on a day, as far as the source tells: that of the last change up to this day,
    /// and of several tellings of one change the latest.
    public Optional<String> nameAt(CorporateNumber number, LocalDate day) {
        return history(number).stream()
                .filter(version -> !version.validFrom().isAfter(day))
                .max(Comparator.comparing(CompanyVersion::validFrom)
                        .thenComparing(CompanyVersion::current)
                        .thenComparing(version -> version.company().updatedOn())
                        .thenComparing(CompanyVersion::recordedAt))
                .map(version -> version.company().name());
    }

    /// Everything the source told of a company, newest first.
    public List<CompanyVersion> history(CorporateNumber number) {
        return companies.history(number);
    }

    /// How many companies are known, open or not: none is ever removed, so it is the sum of what was added.
    public long count() {
        return imports.added();
    }
}
