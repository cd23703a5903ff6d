package wariin.company;

/// Why a row of a file was not taken.
///
/// @param row the row's place in the file, from 1
/// @param reason a code that the pages have words for
/// @param shown what was found there, shortened
public record RowFault(long row, String reason, String shown) {

    private static final int LONGEST = 60;

    public RowFault {
        // PostgreSQL has no room for a zero character
        shown = shown.replace('\u0000', '\uFFFD');
        if (shown.length() > LONGEST) shown = shown.substring(0, LONGEST) + "…";
    }
}
