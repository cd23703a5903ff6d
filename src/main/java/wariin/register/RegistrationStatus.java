package wariin.register;

import wariin.site.Bilingual;

/// What a registration is worth. A take-over is no status: the entry stays, with a successor.
public enum RegistrationStatus {
    REGISTERED("registered", "登録中", "Registered"),
    SUSPENDED("suspended", "一時停止", "Suspended"),
    WITHDRAWN("withdrawn", "取消し", "Withdrawn"),
    EXPIRED("expired", "期間満了", "Expired");

    private final String code;
    private final Bilingual words;

    RegistrationStatus(String code, String ja, String en) {
        this.code = code;
        this.words = Bilingual.of(ja, en);
    }

    /// As it stands in addresses, files and the trusted list.
    public String code() {
        return code;
    }

    public Bilingual words() {
        return words;
    }
}
