package wariin.tsl;

import java.util.List;

/// What a list is worth: accepted, or refused with every fault that was found.
public sealed interface ListVerdict {

    record Accepted(TrustedList list) implements ListVerdict {}

    record Refused(List<Fault> faults) implements ListVerdict {

        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /// One thing wrong, and where; the place is empty where the whole list is meant.
    record Fault(Code code, String place) {

        /// The fault in English; pages word the code themselves.
        public String sentence() {
            var at = place.isEmpty() ? "" : " [" + place + "]";
            return code.sentence + at + " (TS 119 612, " + code.clause + ")";
        }
    }

    /// Everything that can be wrong, with its clause in TS 119 612.
    enum Code {
        NOT_XML("5.1.1", "The file is not well-formed XML"),
        FORBIDDEN_XML("5.1.1", "The file uses a document type or entities, or is too large or too deep"),
        NOT_A_LIST("5.2", "The file is not a trusted list, or its elements are not in the order of the schema"),
        TAG("5.2", "The tag does not say that this is a trusted list"),
        VERSION("5.3.1", "The version of the format is not one that is accepted"),
        SEQUENCE("5.3.2", "The sequence number does not rise"),
        TYPE("5.3.3", "The type of the list is missing"),
        NO_ENGLISH("5.1.4", "A text is not given in English"),
        LANGUAGE("5.1.4", "A language is missing, is not known, or is given twice"),
        EMPTY_TEXT("5.1.4", "A text or an address is empty"),
        FORBIDDEN_CHARACTER("5.1.2", "A text contains a character that XML cannot carry or does not keep"),
        ADDRESS("5.3.5", "A postal address, or an e-mail and a web address, is missing"),
        SCHEME_NAME("5.3.6", "The name of the scheme does not begin with its territory"),
        URI("5.1.3", "An address is not a URI"),
        TERRITORY("5.3.10", "The territory is missing"),
        NOTICE("5.3.11", "Policy and legal notice are both given, or neither is"),
        HISTORY_PERIOD("5.3.12", "The list does not promise to keep its whole history"),
        ISSUED_BEFORE_LAST("5.3.14", "The list is not issued after the one before"),
        NEXT_UPDATE("5.3.15", "The next update is not after the issue, or is more than six months later"),
        NOT_CLOSED("5.3.15", "A list without next update still has services that have not expired"),
        LIST_EXPIRED("5.3.15", "The list is past its next update"),
        ISSUED_IN_FUTURE("5.3.14", "The list was issued in the future"),
        CRITICAL_EXTENSION("5.3.17", "The list contains a critical extension that is not known"),
        UNKNOWN_EXTENSION("5.3.17", "An extension that is not known cannot be written"),
        NO_SERVICES("5.4.6", "A provider has no services"),
        SERVICE_TYPE("5.5.1", "The type of a service is missing"),
        NO_IDENTITY("5.5.3", "A service has no digital identity"),
        SEVERAL_KEYS("5.5.3", "The certificates of a service are not of one key and one subject"),
        KEY_IDENTIFIER("5.5.3", "The key identifier does not fit the certificate"),
        DUPLICATE_KEY("5.5.3", "The same identity is listed twice with the same service type"),
        STATUS("5.5.4", "The status of a service is missing, or its coarse and its fine status differ"),
        START_IN_FUTURE("5.5.5", "A status starts after the issue of the list"),
        START_BACKDATED("5.5.5", "A new status starts before the issue of the list that announces it"),
        HISTORY_ORDER("5.5.10", "The states of a service are not in order, newest first"),
        HISTORY_CERTIFICATE("5.6.3", "A state of the past shows a certificate, or no identity"),
        HISTORY_LOST("5.3.12", "A provider, service or state of the list before is gone or was changed"),
        NO_SIGNATURE("5.7", "The list is not signed"),
        SEVERAL_SIGNATURES("5.7", "The list has more than one signature, or one at the wrong place"),
        SIGNATURE_FORM("5.7", "The signature is not an enveloped XAdES signature over the whole list"),
        SIGNATURE_ALGORITHM("5.7", "The signature uses an algorithm that is not allowed"),
        SIGNATURE_BROKEN("5.7", "The signature does not fit the list: one of them was changed"),
        SIGNER_UNKNOWN("5.7", "The list is signed by somebody else than the scheme operator"),
        SIGNER_CERTIFICATE("5.7", "The signer's certificate may not sign lists of this scheme"),
        SIGNER_EXPIRED("5.7", "The signer's certificate is not valid at this time");

        private final String clause;
        private final String sentence;

        Code(String clause, String sentence) {
            this.clause = clause;
            this.sentence = sentence;
        }

        public String clause() {
            return clause;
        }
    }
}
