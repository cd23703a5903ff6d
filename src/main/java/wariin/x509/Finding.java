package wariin.x509;

import java.util.Locale;

/// What a linter can find: one name for each, the sentence, and the clause that asks for it.
enum Finding {
    // The body as a whole
    NOT_DER("X.690, 10", "It cannot be read as DER"),
    VERSION("RFC 5280, 4.1.2.1", "The version is not 3"),
    SERIAL_NOT_POSITIVE("RFC 5280, 4.1.2.2", "The serial number is not positive"),
    SERIAL_TOO_LONG("RFC 5280, 4.1.2.2", "The serial number has more than 20 octets"),
    SERIAL_TOO_SHORT("S/MIME BR, 7.1", "The serial number has not the 20 octets of a random one"),
    ALGORITHM("RFC 5280, 4.1.2.3", "The signature algorithm is not that of the issuer's key"),
    ALGORITHM_PARAMETERS(
            "RFC 4055, 5; RFC 5758, 3.2; RFC 9881, 2", "The parameters of the signature algorithm are wrong"),
    UNIQUE_IDENTIFIER("RFC 5280, 4.1.2.8", "It has a unique identifier"),
    TIME_FORM("RFC 5280, 4.1.2.5", "A time is not written as UTCTime until 2049 and GeneralizedTime after"),
    VALIDITY_REVERSED("RFC 5280, 4.1.2.5", "It ends before it begins"),
    VALIDITY_TOO_LONG("S/MIME BR, 6.3.2", "It is valid for longer than its profile allows"),
    SELF_ISSUED("RFC 5280, 3.2", "Subject and issuer are the same, or different, against the profile"),

    // Names
    NAME_EMPTY("RFC 5280, 4.1.2.4", "A name is empty"),
    ATTRIBUTE_MISSING("EN 319 412-2, 4.2.4", "An attribute is missing"),
    ATTRIBUTE_FORBIDDEN("S/MIME BR, 7.1.4.2", "An attribute is not in the profile"),
    ATTRIBUTE_TWICE("S/MIME BR, 7.1.4.2.2", "An attribute is there twice"),
    ATTRIBUTE_MULTIVALUED("EN 319 412-2, 4.2.4", "A part of a name has several values"),
    ATTRIBUTE_EMPTY("RFC 5280, Appendix A", "An attribute is empty"),
    ATTRIBUTE_TOO_LONG("RFC 5280, Appendix A", "An attribute is too long"),
    ATTRIBUTE_SPACE("RFC 4518, 2.6", "An attribute begins or ends with a space, or has two together"),
    ATTRIBUTE_CONTROL("RFC 4518, 2.2", "An attribute has a control or invisible character"),
    ATTRIBUTE_STRING("RFC 5280, 4.1.2.4", "An attribute is written in the wrong kind of string"),
    ATTRIBUTE_NOT_NORMAL("RFC 4518, 2.3", "An attribute is not in Unicode normal form C"),
    ATTRIBUTE_PLACEHOLDER("S/MIME BR, 7.1.4.2.2", "An attribute says nothing: it has no letter and no digit"),
    COUNTRY_CODE("RFC 5280, Appendix A", "The country is not a code of two letters"),
    ORGANISATION_IDENTIFIER(
            "EN 319 412-1, 5.1.4", "The organisation is not identified as NTRJP- and a corporate number"),
    ORGANISATION_CHECK_DIGIT("Corporate number, check digit", "The check digit of the corporate number is wrong"),
    ORGANISATION_COUNTRY("S/MIME BR, 7.1.4.2.2", "The country is not that of the organisation's identifier"),
    ORGANISATION_UNNAMED("EN 319 412-2, 4.2.4", "An organisation is identified but not named"),
    UNIT_IDENTIFIER("S/MIME BR, 7.1.4.2.2", "An identifier stands in organizationalUnitName"),
    PERSON_UNNAMED("EN 319 412-2, 4.2.4", "The person has neither given name and surname nor a pseudonym"),
    PERSON_TWICE_NAMED("EN 319 412-2, 4.2.4", "The person has a name and a pseudonym"),
    COMMON_NAME_PERSON(
            "S/MIME BR, 7.1.4.2.2", "The common name is neither the person's name, nor pseudonym, nor mailbox"),
    COMMON_NAME_ORGANISATION(
            "S/MIME BR, 7.1.4.2.2", "The common name is neither the organisation's name nor a mailbox"),
    COMMON_NAME_HOST("RFC 9525, 2", "The common name is not one of the host names"),
    COMMON_NAME_MAILBOX(
            "S/MIME BR, 7.1.4.2.1", "The common name is an address that is not among the alternative names"),

    // The key
    KEY_UNREADABLE("RFC 5280, 4.1.2.7", "The public key cannot be read"),
    KEY_UNKNOWN("TS 119 312, 6.2", "Keys of this kind are not certified"),
    KEY_PARAMETERS("RFC 3279, 2.3.1; RFC 9881, 4", "The parameters of the key's algorithm are wrong"),
    RSA_LENGTH("TS 119 312, 6.2", "The RSA key has not 3072 to 8192 bits in whole octets"),
    RSA_EXPONENT("S/MIME BR, 6.1.6", "The RSA exponent is not 65537"),
    RSA_FACTOR("S/MIME BR, 6.1.6", "The RSA modulus has a small factor"),
    RSA_ROCA("S/MIME BR, 6.1.1.3", "The RSA key was made by a broken chip (CVE-2017-15361)"),
    RSA_CLOSE_PRIMES("S/MIME BR, 6.1.1.3", "The primes of the RSA key lie too close together (CVE-2022-26320)"),
    EC_CURVE("TS 119 312, 6.2", "The curve is neither P-256 nor P-384"),
    EC_POINT("S/MIME BR, 6.1.6", "The public point is not on the curve, or not written uncompressed"),
    KEY_OF_ISSUER("RFC 5280, 6.1", "The subject's key is the issuer's"),
    KEY_NOT_OWN("RFC 5280, 3.2", "It must be signed with its own key"),

    // Extensions as such
    EXTENSIONS_MISSING("RFC 5280, 4.2", "It has no extensions"),
    EXTENSION_TWICE("RFC 5280, 4.2", "An extension is there twice"),
    EXTENSION_MISSING("RFC 5280, 4.2", "An extension is missing"),
    EXTENSION_FORBIDDEN("S/MIME BR, 7.1.2.3", "An extension is not in the profile"),
    EXTENSION_CRITICAL("RFC 5280, 4.2", "An extension is critical, or not, against the profile"),
    EXTENSION_MALFORMED("RFC 5280, 4.2", "An extension cannot be read"),

    // Usage and purposes
    KEY_USAGE("RFC 5280, 4.2.1.3", "The key usage is not that of the profile"),
    KEY_USAGE_FORM("X.690, 11.2", "The key usage is not in its shortest form"),
    PURPOSES_EMPTY("RFC 5280, 4.2.1.12", "There is no purpose"),
    PURPOSE_FORBIDDEN("S/MIME BR, 7.1.2.3", "A purpose is not in the profile"),
    PURPOSE_MISSING("S/MIME BR, 7.1.2.3", "A purpose of the profile is missing"),
    PURPOSE_TWICE("RFC 5280, 4.2.1.12", "A purpose is there twice"),
    PURPOSE_ANY("S/MIME BR, 7.1.2.3", "It may be used for any purpose"),
    CONSTRAINTS_AUTHORITY(
            "RFC 5280, 4.2.1.9", "It says, or does not say, that it is an authority, against the profile"),
    PATH_LENGTH("RFC 5280, 4.2.1.9", "The length of paths below is not that of the profile"),
    KEY_PERIOD("RFC 3280, 4.2.1.4", "The key's use does not lie within the certificate's life, or is too long"),

    // Key identifiers
    SUBJECT_KEY_IDENTIFIER("RFC 7093, 2", "The subject key identifier is not the hash of the key"),
    AUTHORITY_KEY_IDENTIFIER("RFC 5280, 4.2.1.1", "The authority key identifier does not name the issuer's key"),
    AUTHORITY_KEY_ISSUER("S/MIME BR, 7.1.2.3", "The authority key identifier names an issuer or a serial number"),

    // Alternative names
    NAMES_EMPTY("RFC 5280, 4.2.1.6", "There is no alternative name inside"),
    NAME_KIND("S/MIME BR, 7.1.4.2.1", "An alternative name is of a kind that is not in the profile"),
    NAME_TWICE("RFC 5280, 4.2.1.6", "An alternative name is there twice"),
    MAILBOX_FORM("RFC 5321, 4.1.2; RFC 9598, 3", "An address is not well formed"),
    MAILBOX_MISSING("S/MIME BR, 7.1.4.2.1", "There is no address"),
    HOST_FORM("RFC 5280, 4.2.1.6; RFC 1034, 3.5", "A host name is not well formed"),
    HOST_MISSING("RFC 9525, 2", "There is no host name"),

    // Where things are
    POINT_COUNT("S/MIME BR, 7.1.2.3", "There is not exactly one distribution point with one address"),
    POINT_PART("RFC 5280, 4.2.1.13", "The distribution point has reasons or another issuer"),
    PLACE_SCHEME("S/MIME BR, 7.1.2.3", "A place is not an address of the kind that the profile asks"),
    PLACE_FORM("RFC 3986, 3", "A place is not a well-formed address with a host"),
    ACCESS_METHOD("RFC 5280, 4.2.2.1", "The information access has an unknown method, or one twice"),
    ACCESS_RESPONDER("RFC 5280, 4.2.2.1", "The information access does not name the responder"),
    ACCESS_ISSUER("S/MIME BR, 7.1.2.3", "The information access does not name the issuer's certificate"),
    UNAVAILABLE_WITH_PLACES("RFC 9608, 3", "It says that its status is never told, and names where"),
    NULL_VALUE("RFC 9608, 2; RFC 6960, 4.2.2.2.1", "An extension that has no value has one"),

    // Policies and statements
    POLICY_MISSING("S/MIME BR, 7.1.6.1", "A policy of the profile is missing"),
    POLICY_OWN("EN 319 411-1, 5.3", "There is not the one policy that the issuer adds"),
    POLICY_TWICE("RFC 5280, 4.2.1.4", "A policy is there twice"),
    POLICY_EXCLUSIVE(
            "S/MIME BR, 7.1.6.1", "There is not exactly one policy of the baseline requirements, that of the profile"),
    POLICY_ANY("RFC 5280, 4.2.1.4", "Only an authority may name any policy"),
    POLICY_QUALIFIER("RFC 5280, 4.2.1.4", "A qualifier is not the one address of the practice statement"),
    STATEMENT_UNKNOWN("EN 319 412-5, 4.2", "There is a statement that the profile does not allow"),
    STATEMENT_MISSING("EN 319 412-5, 5", "A statement of the profile is missing"),
    STATEMENT_TWICE("EN 319 412-5, 4.1", "A statement is there twice"),
    STATEMENT_TYPE("EN 319 412-5, 4.2.3", "The type of certificate is not that of the profile"),
    STATEMENT_DISCLOSURE("EN 319 412-5, 4.3.4", "The disclosure statement is not at an https address in English"),

    // Lists and answers
    LIST_VERSION("RFC 5280, 5.1.2.1", "The version is not 2"),
    ALGORITHM_OUTSIDE("RFC 5280, 5.1.1.2", "The signature algorithm outside is not the one inside"),
    SIGNATURE("RFC 5280, 5.1.1.3", "The signature does not verify"),
    ISSUER_NAME("RFC 5280, 5.1.2.3", "The issuer is not the authority"),
    UPDATE_REVERSED("RFC 5280, 5.1.2.5", "The next update is not after this one"),
    UPDATE_TOO_LATE("S/MIME BR, 4.9.7", "The next update is further away than allowed"),
    UPDATE_MISSING("RFC 5280, 5.1.2.5", "There is no next update"),
    ENTRIES_EMPTY("RFC 5280, 5.1.2.6", "An empty list of entries is written"),
    ENTRIES_ORDER("X.509, 7.3; our own rule", "The serial numbers do not rise"),
    ENTRY_TWICE("RFC 5280, 5.3", "A serial number is there twice"),
    ENTRY_SERIAL("RFC 5280, 4.1.2.2", "A serial number is not one of ours"),
    ENTRY_TIME("RFC 5280, 5.1.2.6", "A revocation lies after the list, or is not written in whole seconds"),
    ENTRY_SHARD("RFC 5280, 5.2.5", "An entry belongs to another part of the list"),
    REASON_UNSPECIFIED("RFC 5280, 5.3.1", "A reason says that there is none, instead of being left out"),
    REASON_UNKNOWN("RFC 5280, 5.3.1", "A reason is not one that a full list may have"),
    NUMBER("RFC 5280, 5.2.3", "The number of the list is not positive, too long, or not the expected one"),
    POINT("RFC 5280, 5.2.5", "The issuing distribution point is not exactly the one of the certificates"),
    RESPONSE_STATUS("RFC 6960, 4.2.1", "The answer is not a successful one"),
    RESPONSE_TYPE("RFC 6960, 4.2.1", "The answer is not a basic one"),
    RESPONDER("RFC 6960, 4.2.2.2", "The answer does not name its signer by the hash of its key"),
    RESPONDER_CERTIFICATE("RFC 6960, 4.2.2.2", "The answer does not carry its signer's certificate"),
    PRODUCED("RFC 6960, 4.2.2.1", "The times of the answer do not follow each other"),
    ANSWERS_EMPTY("RFC 6960, 4.2.1", "There is no answer inside"),
    ANSWER_STATUS("RFC 6960, 4.2.1", "The status is not good, revoked or unknown as the standard writes it"),
    NONCE("RFC 9654, 2.1", "The nonce is not the one of the request");

    private final String clause;
    private final String sentence;

    Finding(String clause, String sentence) {
        this.clause = clause;
        this.sentence = sentence;
    }

    /// Under which tables and reports know it.
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String sentence() {
        return sentence;
    }

    String clause() {
        return clause;
    }

    /// Name, sentence and clause.
    String text() {
        return label() + ": " + sentence + " (" + clause + ")";
    }

    /// The same, and where.
    String text(String where) {
        return label() + ": " + sentence + ": " + where + " (" + clause + ")";
    }
}
