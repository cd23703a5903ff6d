package wariin.company;

import java.util.Arrays;

/// What a company is in law, by the kind codes of the tax agency's file.
public enum CompanyKind {
    STATE(101),
    LOCAL_GOVERNMENT(201),
    KABUSHIKI(301),
    YUGEN(302),
    GOMEI(303),
    GOSHI(304),
    GODO(305),
    OTHER_REGISTERED(399),
    FOREIGN(401),
    OTHER(499);

    private final int code;

    CompanyKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /// Codes that came after this text are `OTHER`: an unknown kind is no reason to lose a company.
    public static CompanyKind of(int code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code == code)
                .findFirst()
                .orElse(OTHER);
    }
}
