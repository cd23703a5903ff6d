package wariin.ra.web;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wariin.company.CorporateNumber;
import wariin.identity.CurrentUser;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestDraft;

/// What stands in the fields of a request for a certificate, as people type it.
record RequestForm(String profile, Map<String, String> values) {

    /// A field cannot be read as what it is for.
    static final class Fault extends Exception {
        private final String field;

        Fault(String field) {
            super(field);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REQUEST = 20_000;

    RequestForm {
        values = Map.copyOf(values);
    }

    /// An empty form that knows who sits before it.
    static RequestForm forApplicant(String profile, CurrentUser me) {
        var values = new LinkedHashMap<String, String>();
        values.put("organisationName", me.organisation().name());
        var number = me.organisation().number();
        if (number != null) values.put("organisation", number.value());
        values.put("email", me.user().email());
        values.put("key", "pick-up");
        return new RequestForm(profile, values);
    }

    static RequestForm of(CertificateRequest request) {
        var who = request.registrant();
        var values = new LinkedHashMap<String, String>();
        put(values, "commonName", who.commonName());
        put(values, "givenName", who.givenName());
        put(values, "surname", who.surname());
        put(values, "pseudonym", who.pseudonym());
        put(values, "title", who.title());
        put(
                values,
                "organisation",
                who.organisation() == null ? null : who.organisation().value());
        put(values, "organisationName", who.organisationName());
        put(values, "email", who.email());
        put(values, "dnsNames", String.join("\n", who.dnsNames()));
        put(values, "key", request.key() == KeyOrigin.REQUEST ? "request" : "pick-up");
        return new RequestForm(request.profile(), values);
    }

    public HolderProfile kind() {
        return HolderProfile.of(profile).orElseThrow(DeskDoor::unknown);
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /// What is asked for. A text in the field for the certification request counts as much as a file.
    RequestDraft draft(byte @Nullable [] file) throws Fault {
        var own = value("key").equals("request");
        var typed = value("certificationRequest").strip();
        if (typed.length() > LONGEST_REQUEST) throw new Fault("certificationRequest");
        byte[] request = null;
        if (own) {
            request = file != null && file.length > 0 ? file : typed.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            if (request.length == 0) throw new Fault("certificationRequest");
        }
        var origin = own ? KeyOrigin.REQUEST : KeyOrigin.PICK_UP;
        return new RequestDraft(profile, registrant(), origin, request, null);
    }

    private Registrant registrant() throws Fault {
        var kind = kind();
        var number = number();
        var organisationName = text("organisationName");
        if (number != null && organisationName.isEmpty()) throw new Fault("organisationName");
        var email = email(kind);
        if (kind.organisation()) {
            if (number == null) throw new Fault("organisation");
            return Registrant.organisation(number, organisationName, email);
        }
        if (kind.device()) return Registrant.device(number, organisationName, dnsNames());
        return person(number, organisationName, email);
    }

    private Registrant person(@Nullable CorporateNumber number, String organisationName, @Nullable String email)
            throws Fault {
        var pseudonym = text("pseudonym");
        var surname = text("surname");
        var givenName = text("givenName");
        var title = text("title");
        if (pseudonym.isEmpty() && surname.isEmpty()) throw new Fault("surname");
        if (pseudonym.isEmpty() && givenName.isEmpty()) throw new Fault("givenName");
        var named = pseudonym.isEmpty();
        return new Registrant(
                named ? surname + " " + givenName : pseudonym,
                named ? givenName : null,
                named ? surname : null,
                named ? null : pseudonym,
                title.isEmpty() ? null : title,
                number,
                organisationName,
                email,
                List.of());
    }

    private @Nullable CorporateNumber number() throws Fault {
        var typed = value("organisation").strip();
        if (typed.isEmpty()) return null;
        try {
            return CorporateNumber.of(typed);
        } catch (IllegalArgumentException notOne) {
            throw new Fault("organisation");
        }
    }

    private @Nullable String email(HolderProfile kind) throws Fault {
        var typed = text("email");
        if (typed.isEmpty()) {
            if (kind.mail()) throw new Fault("email");
            return null;
        }
        if (!typed.matches("[^\\s<>,;:\"\\\\()\\[\\]@]+@[^\\s<>,;:\"\\\\()\\[\\]@]+") || typed.length() > 254) {
            throw new Fault("email");
        }
        return typed;
    }

    private List<String> dnsNames() throws Fault {
        var names = Arrays.stream(value("dnsNames").split("[\\s,]+"))
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
        if (names.isEmpty() || names.size() > 20) throw new Fault("dnsNames");
        return names;
    }

    private String text(String field) throws Fault {
        var plain = Normalizer.normalize(value(field), Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\s\u3000]+", " ")
                .strip();
        if (plain.length() > LONGEST_NAME) throw new Fault(field);
        return plain;
    }

    private static void put(Map<String, String> values, String field, @Nullable String value) {
        if (value != null && !value.isEmpty()) values.put(field, value);
    }
}
