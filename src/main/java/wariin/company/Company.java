package wariin.company;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A company as the newest known row of the tax agency's file describes it; a text may be empty.
///
/// @param nameReplaced the true name has a letter outside the character set, and the text is a replacement
/// @param closedOn the day of its closure, or null while it is open
/// @param successor the company that took it over in a merger
/// @param updatedOn the day on which the source last changed this row
/// @param source the file that the row came with
public record Company(
        CorporateNumber number,
        String name,
        boolean nameReplaced,
        String furigana,
        String enName,
        CompanyKind kind,
        CompanyAddress address,
        CompanyStatus status,
        @Nullable LocalDate closedOn,
        @Nullable CorporateNumber successor,
        LocalDate assignedOn,
        LocalDate updatedOn,
        CompanySource source) {

    public boolean closed() {
        return status != CompanyStatus.OPEN;
    }

    /// Made up for demonstrations; never a company of the world.
    public boolean sample() {
        return number.sample();
    }
}
