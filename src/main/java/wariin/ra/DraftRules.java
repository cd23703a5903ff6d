package wariin.ra;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wariin.ra.desk.DomainName;
import wariin.ra.desk.HolderProfiles;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.BadField;
import wariin.ra.refusal.RegistrationRefusal.OutsideProfile;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.KeyPart;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestDraft;
import wariin.x509.CertificateProfile;
import wariin.x509.CertificationRequest;

/// Reads what somebody filled in: every name in one form, so that what is checked is what will be certified.
final class DraftRules {

    /// What came out: the draft in its one form, or why it is none.
    sealed interface Reading {
        record Fine(RequestDraft draft, KeyPart key) implements Reading {}

        record Bad(RegistrationRefusal reason) implements Reading {}
    }

    /// The longest that a name of X.520 may be.
    private static final int LONGEST = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\uFFFD]|[\\p{Co}\\p{Cn}]");
    private static final int MOST_NAMES = 20;

    private DraftRules() {}

    static Reading read(RequestDraft draft) {
        try {
            var profile = HolderProfiles.find(draft.profile());
            if (profile.isEmpty()) return new Reading.Bad(new OutsideProfile(draft.profile()));
            var registrant = registrant(profile.get(), draft.registrant());
            var validity = draft.validity();
            if (validity != null
                    && (!validity.isPositive()
                            || validity.compareTo(profile.get().longest()) > 0)) {
                return new Reading.Bad(new BadField("validity"));
            }
            var key = key(draft);
            var plain = new RequestDraft(
                    draft.profile(), registrant, draft.key(), key.certificationRequest(), draft.validity());
            return new Reading.Fine(plain, key);
        } catch (Unreadable bad) {
            return new Reading.Bad(bad.reason);
        }
    }

    /// The registrant alone, for programs that have proven their key otherwise.
    static Optional<RegistrationRefusal> problem(CertificateProfile profile, Registrant registrant) {
        try {
            var plain = registrant(profile, registrant);
            return plain.equals(registrant) ? Optional.empty() : Optional.of(new BadField("name"));
        } catch (Unreadable bad) {
            return Optional.of(bad.reason);
        }
    }

    static Registrant canonical(CertificateProfile profile, Registrant registrant) {
        try {
            return registrant(profile, registrant);
        } catch (Unreadable bad) {
            return registrant;
        }
    }

    private static Registrant registrant(CertificateProfile profile, Registrant given) {
        var person = HolderProfiles.ofPerson(profile);
        var organisationName = name("organisationName", given.organisationName(), true);
        if (given.organisation() == null) throw new Unreadable(new BadField("organisation"));
        if (organisationName == null) throw new Unreadable(new BadField("organisationName"));
        var givenName = name("givenName", given.givenName(), true);
        var surname = name("surname", given.surname(), true);
        var pseudonym = name("pseudonym", given.pseudonym(), true);
        var named = givenName != null && surname != null;
        if (person && named == (pseudonym != null)) throw new Unreadable(new BadField("name"));
        if (!person && (givenName != null || surname != null || pseudonym != null || given.title() != null)) {
            throw new Unreadable(new BadField("name"));
        }
        var email = given.email() == null || given.email().isBlank() ? null : address(given.email());
        if (profile.needsMailbox() && email == null || !profile.allowsMailboxes() && email != null) {
            throw new Unreadable(new BadField("email"));
        }
        var hosts = hosts(given.dnsNames());
        if (profile.needsDnsName() && hosts.isEmpty() || !profile.allowsDnsNames() && !hosts.isEmpty()) {
            throw new Unreadable(new BadField("dnsNames"));
        }
        var common = person
                ? pseudonym != null ? pseudonym : surname + " " + givenName
                : hosts.isEmpty() ? organisationName : hosts.getFirst();
        return new Registrant(
                name("commonName", common, false),
                givenName,
                surname,
                pseudonym,
                name("title", given.title(), true),
                given.organisation(),
                organisationName,
                email,
                hosts);
    }

    /// Letters are kept as they are written, but in composed form and without what nobody sees.
    private static @Nullable String name(String field, @Nullable String text, boolean optional) {
        if (text == null || text.isBlank()) {
            if (optional) return null;
            throw new Unreadable(new BadField(field));
        }
        var plain = Normalizer.normalize(text, Normalizer.Form.NFC).strip().replaceAll("[ \u3000]+", " ");
        if (plain.length() > LONGEST || HIDDEN.matcher(plain).find()) throw new Unreadable(new BadField(field));
        return plain;
    }

    private static String address(String text) {
        var plain = text.strip();
        var at = plain.lastIndexOf('@');
        if (at < 1 || plain.length() > 254) throw new Unreadable(new BadField("email"));
        var local = plain.substring(0, at);
        var domain = DomainName.read(plain.substring(at + 1));
        if (domain.isEmpty() || local.length() > 64 || !LOCAL.matcher(local).matches()) {
            throw new Unreadable(new BadField("email"));
        }
        return local.toLowerCase(java.util.Locale.ROOT) + "@" + domain.get();
    }

    private static List<String> hosts(List<String> names) {
        if (names.size() > MOST_NAMES) throw new Unreadable(new BadField("dnsNames"));
        var hosts = new ArrayList<String>();
        for (var name : names) {
            var host = DomainName.read(name).orElseThrow(() -> new Unreadable(new BadField("dnsNames")));
            if (!hosts.contains(host.value())) hosts.add(host.value());
        }
        return hosts;
    }

    private static KeyPart key(RequestDraft draft) {
        if (draft.key() != KeyOrigin.REQUEST) return KeyPart.NONE;
        var input = draft.certificationRequest();
        if (input == null || input.length == 0) throw new Unreadable(Plain.KEY_NOT_PROVEN);
        return switch (CertificationRequest.parse(input)) {
            case CertificationRequest.Reading.Proven(var request) ->
                new KeyPart(request.encoded(), request.key().getEncoded());
            case CertificationRequest.Reading.Refused(var fault, var _) ->
                throw new Unreadable(
                        fault == CertificationRequest.Fault.WEAK_KEY ? Plain.KEY_TOO_WEAK : Plain.KEY_NOT_PROVEN);
        };
    }

    /// Leaves the reading at the first thing that cannot be.
    private static final class Unreadable extends RuntimeException {
        private final transient RegistrationRefusal reason;

        Unreadable(RegistrationRefusal reason) {
            super(reason.key(), null, false, false);
            this.reason = reason;
        }
    }
}
