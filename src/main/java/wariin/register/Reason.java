package wariin.register;

import java.util.Arrays;
import java.util.Optional;
import wariin.site.Bilingual;

/// Why a status changed: a code for machines and words for people.
public enum Reason {
    CRITERIA_MET("criteria-met", "審査項目への適合を確認", "The assessment criteria are met"),
    RENEWED("renewed", "更新審査に合格", "The renewal assessment was passed"),
    OWN_REQUEST("own-request", "事業者の申出", "The provider asked for it"),
    CRITERIA_NOT_MET("criteria-not-met", "審査項目への不適合", "Assessment criteria are no longer met"),
    INCIDENT("incident", "事故への対応中", "An incident is being dealt with"),
    KEY_COMPROMISE("key-compromise", "署名鍵の危殆化", "A key was compromised"),
    SURVEILLANCE_OVERDUE("surveillance-overdue", "定期審査の未実施", "The yearly surveillance is overdue"),
    CAUSE_REMOVED("cause-removed", "原因の解消を確認", "The cause was removed"),
    SERVICE_ENDED("service-ended", "サービスの終了", "The service has ended"),
    TAKEN_OVER("taken-over", "他の事業者が承継", "Another provider took the service over"),
    VALIDITY_ENDED("validity-ended", "有効期間の満了", "The validity period ended");

    private final String code;
    private final Bilingual words;

    Reason(String code, String ja, String en) {
        this.code = code;
        this.words = Bilingual.of(ja, en);
    }

    public static Optional<Reason> of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code.equals(code))
                .findFirst();
    }

    public String code() {
        return code;
    }

    public Bilingual words() {
        return words;
    }
}
