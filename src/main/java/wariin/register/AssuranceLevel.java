package wariin.register;

import wariin.site.Bilingual;

/// Who stands behind the trust in a service: the government, an independent third party, or nobody but its provider.
public enum AssuranceLevel {
    GOVERNMENT_ACCREDITATION("government", Bilingual.of("政府による認定", "Government accreditation")),
    THIRD_PARTY_CERTIFICATION("third-party", Bilingual.of("第三者認証", "Third-party certification")),
    NONE("none", Bilingual.of("第三者の審査なし", "No third-party assessment"));

    private final String code;
    private final Bilingual words;

    AssuranceLevel(String code, Bilingual words) {
        this.code = code;
        this.words = words;
    }

    /// As it stands in addresses and files.
    public String code() {
        return code;
    }

    public Bilingual words() {
        return words;
    }
}
