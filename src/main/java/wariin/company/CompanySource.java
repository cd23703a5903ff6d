package wariin.company;

import java.time.LocalDate;

/// The file that told us something of a company.
///
/// @param dataDate the day whose state the file gives
public record CompanySource(Origin origin, String file, LocalDate dataDate) {

    /// Who says so.
    public enum Origin {
        /// The National Tax Agency's publication site of corporate numbers.
        TAX_AGENCY,
        /// Made up for demonstrations.
        SAMPLE
    }
}
