package wariin.criteria;

import java.net.URI;
import java.time.LocalDate;
import java.time.Period;
import java.util.regex.Pattern;
import wariin.site.Bilingual;

/// A kind of service that can be assessed and registered. A catalogue defines it; no code knows any by name.
///
/// @param numberPrefix the part of a registration number that names the target: `CA` in `JTS-CA-0001(1)`
/// @param serviceType the service type of the trusted list (TS 119 612, 5.5.1)
/// @param renewalOpens how long before the end of its validity a registration may be renewed
public record Target(
        String code,
        Bilingual name,
        String numberPrefix,
        String serviceType,
        Period validity,
        Period surveillance,
        Period renewalOpens) {

    /// What a catalogue that says nothing means.
    static final String UNSPECIFIED = "http://uri.etsi.org/TrstSvc/Svctype/unspecified";

    static final Period VALIDITY = Period.ofYears(2);
    static final Period SURVEILLANCE = Period.ofYears(1);
    static final Period RENEWAL_OPENS = Period.ofMonths(6);

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern PREFIX = Pattern.compile("[A-Z][A-Z0-9]{0,11}");
    private static final LocalDate SOME_DAY = LocalDate.of(2026, 1, 1);

    public Target {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "A target code has at most 32 small letters, digits and hyphens: " + code);
        }
        if (!PREFIX.matcher(numberPrefix).matches()) {
            throw new IllegalArgumentException("A prefix has at most 12 capitals and digits: " + numberPrefix);
        }
        if (!URI.create(serviceType).isAbsolute()) {
            throw new IllegalArgumentException("A service type is a whole URI: " + serviceType);
        }
        for (var period : new Period[] {validity, surveillance, renewalOpens}) {
            if (!SOME_DAY.plus(period).isAfter(SOME_DAY)) {
                throw new IllegalArgumentException("A period of a target is longer than a day: " + period);
            }
        }
        if (SOME_DAY.plus(renewalOpens).isAfter(SOME_DAY.plus(validity))) {
            throw new IllegalArgumentException("Renewal opens within the validity: " + renewalOpens);
        }
    }
}
