package wariin.trustlist;

import java.net.URI;
import wariin.register.PostalAddress;
import wariin.site.Bilingual;

/// What the operator says of the scheme and of itself; a list carries it in its head (TS 119 612, 5.3).
///
/// @param site under which the addresses in the list are found, without a slash at the end
/// @param scheme without the territory that the list puts before it
/// @param legalNotice what a reader must know before relying on the list
/// @param validDays how long after its issue the next update of a list is due, at most half a year
/// @param renewDays after how many days a list is issued again when nothing changed
/// @param firstSequence the number of the first list of this installation
public record SchemeSettings(
        String site,
        Bilingual operator,
        PostalAddress address,
        String email,
        String website,
        Bilingual scheme,
        String territory,
        Bilingual legalNotice,
        int validDays,
        int renewDays,
        long firstSequence) {

    private static final int HALF_A_YEAR = 181;
    private static final int LONGEST_NAME = 64;

    public SchemeSettings {
        require(site.matches("https?://[^/\\s?#]+"), "site");
        require(operator.en().length() <= LONGEST_NAME, "operator");
        require(email.matches("[^@\\s]{1,64}@[^@\\s]{1,190}"), "email");
        require(website.matches("https?://\\S+") && URI.create(website).getHost() != null, "website");
        require(territory.matches("[A-Z]{2}"), "territory");
        require(validDays >= 1 && validDays <= HALF_A_YEAR, "validDays");
        require(renewDays >= 1 && renewDays < validDays, "renewDays");
        require(firstSequence >= 1 && firstSequence <= Integer.MAX_VALUE, "firstSequence");
    }

    /// An address of this scheme's own pages.
    public String url(String path) {
        return site + path;
    }

    /// @throws IllegalArgumentException whose message is the name of the field
    private static void require(boolean holds, String field) {
        if (!holds) throw new IllegalArgumentException(field);
    }
}
