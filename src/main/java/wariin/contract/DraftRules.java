package wariin.contract;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.contract.Contract.Terms;

/// What a draft must be to be kept, and what more to be sent.
final class DraftRules {

    private static final int LONGEST_NAME = 100;
    private static final double SMALLEST = 12;

    private DraftRules() {}

    /// What keeps a draft from being stored.
    static Optional<Refusal> keeping(Draft draft, Contract contract, Limits limits) {
        return first(
                () -> terms(draft.terms(), limits),
                () -> parties(draft.parties(), limits),
                () -> places(draft, contract));
    }

    /// What a kept draft still lacks before it can be sent.
    static Optional<Refusal> sending(Contract contract, Instant now) {
        var deadline = contract.terms().deadline();
        if (contract.terms().title().isBlank()) return Optional.of(Refusal.TITLE_MISSING);
        if (deadline != null && !deadline.isAfter(now)) return Optional.of(Refusal.DEADLINE_PASSED);
        if (contract.parties().size() < 2) return Optional.of(Refusal.PARTIES_MISSING);
        return contract.parties().stream().anyMatch(party -> party.place() == null)
                ? Optional.of(Refusal.PLACE_MISSING)
                : Optional.empty();
    }

    private static @Nullable Refusal terms(Terms terms, Limits limits) {
        var amount = terms.amount();
        if (Uploads.oneLine(terms.title()).isEmpty()) return Refusal.TITLE_MISSING;
        if (terms.title().length() > limits.maxTitle()) return Refusal.TITLE_TOO_LONG;
        if (terms.message().length() > limits.maxMessage()) return Refusal.MESSAGE_TOO_LONG;
        if (!terms.currency().matches("[A-Z]{3}")) return Refusal.AMOUNT_WRONG;
        if (amount != null && (amount.signum() < 0 || amount.precision() - amount.scale() > 15 || amount.scale() > 2)) {
            return Refusal.AMOUNT_WRONG;
        }
        return null;
    }

    private static @Nullable Refusal parties(List<Draft.Side> parties, Limits limits) {
        if (parties.size() > limits.maxParties()) return Refusal.TOO_MANY_PARTIES;
        if (parties.stream().filter(Draft.Side::sender).count() != 1) return Refusal.SENDER_MISSING;
        var addresses = new HashSet<String>();
        for (var party : parties) {
            if (party.email().length() > 254
                    || !party.email().matches("[^\\s<>,;:\"\\\\()\\[\\]@]+@[^\\s<>,;:\"\\\\()\\[\\]@]+")) {
                return Refusal.ADDRESS_WRONG;
            }
            if (!addresses.add(party.email().toLowerCase(Locale.ROOT))) return Refusal.PARTY_TWICE;
            if (Uploads.oneLine(party.name()).isEmpty()) return Refusal.NAME_MISSING;
            if (tooLong(party.name()) || tooLong(party.organisation())) return Refusal.NAME_TOO_LONG;
        }
        return null;
    }

    private static boolean tooLong(@Nullable String name) {
        return name != null && name.length() > LONGEST_NAME;
    }

    private static @Nullable Refusal places(Draft draft, Contract contract) {
        var places = draft.parties().stream()
                .flatMap(side -> Optional.ofNullable(side.place()).stream())
                .toList();
        var sizes = contract.upload().sizes();
        for (var n = 0; n < places.size(); n++) {
            if (!inside(places.get(n), sizes)) return Refusal.PLACE_OUTSIDE;
            for (var other : places.subList(0, n)) {
                if (overlap(places.get(n), other)) return Refusal.PLACES_OVERLAP;
            }
        }
        return null;
    }

    private static boolean inside(Place place, List<double[]> sizes) {
        if (place.page() < 0 || place.page() >= sizes.size()) return false;
        var size = sizes.get(place.page());
        return place.x() >= 0
                && place.y() >= 0
                && place.width() >= SMALLEST
                && place.height() >= SMALLEST
                && place.x() + place.width() <= size[0] + 0.01
                && place.y() + place.height() <= size[1] + 0.01;
    }

    private static boolean overlap(Place one, Place other) {
        return one.page() == other.page()
                && one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    private interface Rule {
        @Nullable
        Refusal broken();
    }

    private static Optional<Refusal> first(Rule... rules) {
        for (var rule : rules) {
            var broken = rule.broken();
            if (broken != null) return Optional.of(broken);
        }
        return Optional.empty();
    }
}
