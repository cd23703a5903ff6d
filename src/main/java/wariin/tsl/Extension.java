package wariin.tsl;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a list says beyond its fixed fields (TS 119 612, 5.3.17, 5.4.5 and 5.5.9).
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Extension.AdditionalInformation.class, name = "additionalServiceInformation"),
    @JsonSubTypes.Type(value = Extension.TakenOverBy.class, name = "takenOverBy"),
    @JsonSubTypes.Type(value = Extension.ExpiredCertificates.class, name = "expiredCertsRevocationInfo"),
    @JsonSubTypes.Type(value = Extension.Unknown.class, name = "unknown")
})
public sealed interface Extension {

    /// Who does not understand a critical extension must not use the list (5.3.17).
    boolean critical();

    /// An address with a meaning and, beside it, a value (5.5.9.4).
    record AdditionalInformation(boolean critical, LangText uri, @Nullable String value) implements Extension {

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

    /// One that we do not know: kept as it was read, never written by us.
    record Unknown(boolean critical, String name, String xml) implements Extension {}
}
