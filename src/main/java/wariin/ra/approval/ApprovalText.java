package wariin.ra.approval;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import wariin.identity.UserId;
import wariin.ra.desk.Desk;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.Sha256;
import wariin.ra.request.StoredRequest;
import wariin.x509.CertificateProfile;

/// The texts that officers sign. The same facts give the same text, byte for byte, and each fact stands on one line of
/// its own, so no fact can pass for another. No name stands in them: the hash of a body says all that it says.
public final class ApprovalText {

    private ApprovalText() {}

    /// Many requests or one: each body with its own line, and the hash of these lines.
    public static String requests(Desk desk, UserId officer, List<StoredRequest> requests, Instant now) {
        var list = new StringBuilder();
        for (var request : requests) list.append(line(request)).append('\n');
        return """
                Wariin 登録承認書 / approval of registration (format 1)
                登録局 / desk: %s %s
                承認者 / officer: %s
                件数 / requests: %d
                一覧の SHA-256 / list SHA-256: %s
                日時 / time: %s
                申請 / request, 種別 / profile, 種別の SHA-256 / profile SHA-256, 対象 / what, SHA-256:
                %s""".formatted(
                        line(desk.name()),
                        desk.id(),
                        officer,
                        requests.size(),
                        Sha256.hex(Sha256.of(list.toString())),
                        now.truncatedTo(ChronoUnit.SECONDS),
                        list);
    }

    private static String line(StoredRequest request) {
        var what = request.request().key() == KeyOrigin.PICK_UP ? "content" : "body";
        var profile = CertificateProfile.of(request.request().profile());
        return request.id() + " " + profile.id() + " " + profile.sha256() + " " + what + " "
                + Sha256.hex(request.bodySha256() == null ? new byte[0] : request.bodySha256());
    }

    /// A rule instead of a body.
    static String standing(Desk desk, UserId officer, StandingApproval rule, Instant now) {
        var profile = CertificateProfile.of(rule.profile());
        return """
                Wariin 継続承認書 / standing approval (format 1)
                登録局 / desk: %s %s
                承認者 / officer: %s
                継続承認 / standing approval: %s
                名称 / name: %s
                種別 / profile: %s %s
                法人番号 / corporate number: %s
                法人名 / organisation: %s
                ドメイン / domains: %s
                最大枚数 / at most: %d
                期限 / until: %s
                日時 / time: %s
                """.formatted(
                        line(desk.name()),
                        desk.id(),
                        officer,
                        rule.id(),
                        line(rule.name()),
                        profile.id(),
                        profile.sha256(),
                        rule.organisation() == null ? "-" : rule.organisation(),
                        rule.organisationName().isBlank() ? "-" : line(rule.organisationName()),
                        rule.domains().isEmpty() ? "-" : String.join(" ", new TreeSet<>(rule.domains())),
                        rule.largest(),
                        rule.until().truncatedTo(ChronoUnit.SECONDS),
                        now.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
