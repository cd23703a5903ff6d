package wariin.tsl;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The scheme and its operator, as the head of a list states them (TS 119 612, 5.3).
public record SchemeInformation(
        int version,
        String listType,
        List<LangText> operatorNames,
        List<PostalAddress> postalAddresses,
        List<LangText> electronicAddresses,
        List<LangText> schemeNames,
        List<LangText> informationUris,
        String statusDetermination,
        List<LangText> typeCommunityRules,
        String territory,
        Notice notice,
        int historicalInformationPeriod,
        List<Pointer> pointers,
        List<String> distributionPoints,
        List<Extension> extensions) {

    /// The version of the format that we write (5.3.1).
    public static final int VERSION = 6;

    /// The whole history is kept (5.3.12).
    public static final int WHOLE_HISTORY = 65535;

    /// A postal address in one language (5.3.5.1).
    public record PostalAddress(
            String lang,
            String street,
            String locality,
            @Nullable String state,
            @Nullable String postalCode,
            String country) {}

    /// The policy addresses or the legal notices, never both (5.3.11).
    public record Notice(List<LangText> policies, List<LangText> legalNotices) {

        public Notice {
            policies = List.copyOf(policies);
            legalNotices = List.copyOf(legalNotices);
        }
    }

    /// Another list, who may sign it, and what it is (5.3.13).
    public record Pointer(
            String location,
            List<X509Certificate> signers,
            @Nullable String listType,
            List<LangText> operatorNames,
            List<LangText> typeCommunityRules,
            @Nullable String territory,
            @Nullable String mimeType) {

        public Pointer {
            signers = List.copyOf(signers);
            operatorNames = List.copyOf(operatorNames);
            typeCommunityRules = List.copyOf(typeCommunityRules);
        }
    }

    public SchemeInformation {
        operatorNames = List.copyOf(operatorNames);
        postalAddresses = List.copyOf(postalAddresses);
        electronicAddresses = List.copyOf(electronicAddresses);
        schemeNames = List.copyOf(schemeNames);
        informationUris = List.copyOf(informationUris);
        typeCommunityRules = List.copyOf(typeCommunityRules);
        pointers = List.copyOf(pointers);
        distributionPoints = List.copyOf(distributionPoints);
        extensions = List.copyOf(extensions);
    }
}
