package wariin.ca.authority;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/// The arc of object identifiers below which this platform names its own policies.
///
/// The released arc is a random UUID (ITU-T X.667), so nobody had to be asked for it; programs that keep an arc in 31
/// bits cannot read it. An operator who has an arc from a registration authority sets it; what was issued before keeps
/// its meaning.
///
/// @param oid the arc in dotted form, without a dot at its end
public record PolicyArc(String oid) {
    private static final Pattern FORM =
            Pattern.compile("(2\\.[0-9]+|[01]\\.[0-3]?[0-9])(\\.(0|[1-9][0-9]{0,38})){1,20}");

    /// Under which the first release issued, and everybody who sets nothing else.
    public static final PolicyArc RELEASED = new PolicyArc("2.25.38907951887363738810369757394255193691");

    public PolicyArc {
        if (!FORM.matcher(oid).matches()) {
            throw new IllegalArgumentException(
                    "wariin.ca.policy-arc is an object identifier of three numbers or more, such as 1.3.6.1.4.1.32473");
        }
    }

    /// The policy of certificates for which this much was checked.
    public String of(AssuranceLevel level) {
        return oid + ".1." + level.number();
    }

    /// The policy of time-stamping units; it names no level, since no person is checked.
    public String ofUnits() {
        return oid + ".1.10";
    }

    /// What was checked before a certificate with these policies was issued, under this arc or the released one.
    public Optional<AssuranceLevel> level(Collection<String> policies) {
        for (var level : AssuranceLevel.values()) {
            if (policies.contains(of(level)) || policies.contains(RELEASED.of(level))) return Optional.of(level);
        }
        return Optional.empty();
    }
}
