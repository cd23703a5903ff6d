package wariin.company;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some of the companies that were found.
///
/// @param next what to ask with for those that follow, or null after the last
public record CompanyPage(List<Company> companies, @Nullable String next) {

    public CompanyPage {
        companies = List.copyOf(companies);
    }
}
