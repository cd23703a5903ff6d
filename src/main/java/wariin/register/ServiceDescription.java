package wariin.register;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import wariin.site.Bilingual;

/// What the register says of a service; each change makes a new version and none is lost.
///
/// @param target code of the target of assessment: {@code ca}, {@code lra}, {@code ec}, {@code tsa} …
/// @param summary what the service does, in words for somebody who has never used one
/// @param sectors codes of {@link Sector}
/// @param certificates the service's digital identities, DER; one key stands once in each target (TS 119 612, 5.5.3)
/// @param definitionUri where the provider says what it promises: practice statement or terms of use
public record ServiceDescription(
        String target,
        Bilingual name,
        Bilingual summary,
        Set<String> sectors,
        AssuranceLevel level,
        List<byte[]> certificates,
        List<String> supplyPoints,
        String definitionUri,
        List<Component> components,
        BuyerFacts facts) {

    /// Another service that this one builds on: a registered one, or one outside the register.
    ///
    /// @param role code of the part it plays: {@code ca}, {@code tsa}, {@code key-service}, {@code lra}
    public record Component(
            String role,
            @Nullable ServiceId service,
            @Nullable Bilingual outside) {

        public Component {
            if (!role.matches("[a-z][a-z0-9-]{0,31}")) throw new IllegalArgumentException("A component plays a part");
            if ((service == null) == (outside == null)) {
                throw new IllegalArgumentException("A component is in the register or outside it");
            }
        }
    }

    /// What buyers ask first, in the provider's own words; null where it gave no answer.
    public record BuyerFacts(
            @Nullable Bilingual cost,
            @Nullable Bilingual security,
            @Nullable Bilingual support,
            @Nullable Bilingual continuity,
            @Nullable Bilingual failures) {

        public static final BuyerFacts UNANSWERED = new BuyerFacts(null, null, null, null, null);
    }

    public ServiceDescription {
        if (!target.matches("[a-z][a-z0-9-]{0,31}")) throw new IllegalArgumentException("A target has a code");
        for (var sector : sectors) {
            if (Sector.of(sector).isEmpty()) throw new IllegalArgumentException("No such area of use: " + sector);
        }
        sectors = Collections.unmodifiableSet(new TreeSet<>(sectors));
        certificates = certificates.stream().map(byte[]::clone).toList();
        supplyPoints = supplyPoints.stream().map(WebAddress::checked).toList();
        definitionUri = WebAddress.checked(definitionUri);
        components = List.copyOf(components);
    }

    /// Two descriptions are the same when they say the same; certificates are compared byte by byte.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServiceDescription that
                && target.equals(that.target)
                && name.equals(that.name)
                && summary.equals(that.summary)
                && sectors.equals(that.sectors)
                && level == that.level
                && Arrays.deepEquals(certificates.toArray(), that.certificates.toArray())
                && supplyPoints.equals(that.supplyPoints)
                && definitionUri.equals(that.definitionUri)
                && components.equals(that.components)
                && facts.equals(that.facts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(target, name, definitionUri, sectors);
    }
}
