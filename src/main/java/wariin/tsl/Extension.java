package wariin.tsl;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a list says beyond its fixed fields (TS 119 612, 5.3.17, 5.4.5 and 5.5.9).
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Extension.AdditionalInformation.class, name = "additionalServiceInformation"),
    @JsonSubTypes.Type(value = Extension.TakenOverBy.class, name = "takenOverBy"),
    @JsonSubTypes.Type(value = Extension.ExpiredCertificates.class, name = "expiredCertsRevocationInfo"),
    @JsonSubTypes.Type(value = Extension.Kept.class, name = "kept")
})
public sealed interface Extension {

    /// Who does not understand a critical extension must not use the list (5.3.17).
    boolean critical();

    /// An address with a meaning and, beside it, a value (5.5.9.4).
    record AdditionalInformation(
            boolean critical, LangText uri, @Nullable String value) implements Extension {

        public AdditionalInformation(String uri, @Nullable String value) {
            this(false, new LangText("en", uri), value);
        }
    }

    /// The provider that carries the service on (5.5.9.3).
    record TakenOverBy(
            boolean critical,
            LangText uri,
            List<LangText> providerNames,
            List<LangText> operatorNames,
            String territory)
            implements Extension {

        public TakenOverBy {
            providerNames = List.copyOf(providerNames);
            operatorNames = List.copyOf(operatorNames);
        }
    }

    /// Since when revocation information stays available after certificates expired (5.5.9.1).
    record ExpiredCertificates(boolean critical, Instant since) implements Extension {}

    /// One that only lists of others have: kept as it was read, never written by us. The name is {namespace}local.
    record Kept(boolean critical, String name, String xml) implements Extension {

        /// Whether its meaning is known to the standard (5.5.9): it may narrow what a service is recognised for, but
        /// never widens it.
        public boolean standard() {
            return STANDARD.contains(name);
        }

        private static final Set<String> STANDARD = Set.of(
                "{http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#}Qualifications",
                "{http://uri.etsi.org/02231/v2#}AdditionalServiceInformation",
                "{http://uri.etsi.org/02231/v2/additionaltypes#}TakenOverBy");
    }
}
