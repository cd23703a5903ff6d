package wariin.company;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Finds companies by number and by name, and compares names as people write them.
@Service
public class Companies {

    public Optional<Company> find(CorporateNumber number) {
        return Optional.empty();
    }

    /// The first companies with this name or a part of it, those that begin with it first.
    public List<Company> search(String name, int limit) {
        return search(name, null, limit).companies();
    }

    /// One page of the same; `cursor` is the `next` of the page before.
    public CompanyPage search(String name, @Nullable String cursor, int limit) {
        return new CompanyPage(List.of(), null);
    }

    /// Whether a company is known under this name, but for spelling: legal form, kana, width, spaces, old kanji.
    /// False also where the number is unknown.
    public boolean sameName(CorporateNumber number, String name) {
        return false;
    }

    /// The name that a company had on a day, as far as the source tells.
    public Optional<String> nameAt(CorporateNumber number, LocalDate day) {
        return Optional.empty();
    }

    /// Everything the source told of a company, newest first.
    public List<CompanyVersion> history(CorporateNumber number) {
        return List.of();
    }
}
