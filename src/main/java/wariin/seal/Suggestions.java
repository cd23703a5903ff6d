package wariin.seal;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.identity.CurrentUser;
import wariin.identity.Role;
import wariin.identity.UserId;

/// The seals that a person can press without having made any: drawn from the names of company and person.
/// Their ids follow from what they show, so that they can be found again although nobody keeps them.
final class Suggestions {

    private static final int LONGEST = 36;

    private final List<Seal> seals = new ArrayList<>();
    private final CurrentUser user;
    private final Naming naming;

    private Suggestions(CurrentUser user, Naming naming) {
        this.user = user;
        this.naming = naming;
    }

    /// What a kind of seal is called in the language of whoever looks.
    interface Naming {
        String of(SealDesign design);
    }

    /// Never empty; the organisation's seals first for whoever may press them.
    static List<Seal> of(CurrentUser user, Naming naming) {
        var suggestions = new Suggestions(user, naming);
        var company = drawable(user.organisation().name(), user.organisation().nameEn());
        var person = drawable(user.user().name(), null);
        var family = person.split(" ")[0];
        if (user.may(Role.SIGNER) && !company.isEmpty()) {
            suggestions.add(new SealDesign.CompanySquare(company), null);
            if (user.may(Role.ADMINISTRATOR)) {
                suggestions.add(new SealDesign.RepresentativeRound(company, centreFor(company)), null);
            }
        }
        var owner = user.user().id();
        if (!person.isEmpty()) {
            suggestions.add(new SealDesign.Personal(person), owner);
            if (!company.isEmpty()) {
                var below = SealText.of(person).latinOnly() ? person : family;
                suggestions.add(new SealDesign.Dated(company, below), owner);
            }
        }
        if (suggestions.seals.isEmpty()) {
            suggestions.add(new SealDesign.Personal("印"), owner);
        }
        return List.copyOf(suggestions.seals);
    }

    static String centreFor(String company) {
        return SealText.of(company).latinOnly() ? "Corporate Seal" : "代表取締役印";
    }

    /// The name without what no font can draw; the other name where nothing is left of it.
    static String drawable(String name, @Nullable String otherwise) {
        var kept = new StringBuilder();
        SealText.of(name).text().codePoints().forEach(codePoint -> {
            if (codePoint == ' ' || SealFonts.shared().find(codePoint, false).isPresent()) {
                kept.appendCodePoint(codePoint);
            }
        });
        var text = kept.toString().strip();
        if (text.isEmpty()) {
            return otherwise == null ? "" : drawable(otherwise, null);
        }
        var end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
        return text.substring(0, end).strip();
    }

    private void add(SealDesign design, @Nullable UserId owner) {
        try {
            SealDrawing.of(design, LocalDate.EPOCH);
        } catch (SealRefused _) {
            return;
        }
        var organisation = user.organisation().id();
        var seed = organisation + "\n" + owner + "\n" + design;
        var id = new SealId(UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)));
        seals.add(new Seal(id, organisation, owner, naming.of(design), design, null));
    }
}
