package wariin.assessment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import wariin.identity.UserId;
import wariin.register.Reason;
import wariin.site.Bilingual;

/// The texts that are hashed: a frozen report, and what a decider says yes or no to. The same facts give the same
/// text, byte for byte, and each fact stands on one line of its own, so no fact can pass for another.
final class DecisionText {

    private DecisionText() {}

    static String report(Case item, Report report, Instant frozenAt) {
        return """
                Wariin 審査報告書 / assessment report (format 1)
                案件 / case: %s %s
                種別 / kind: %s
                サービス / service: %s
                事業者 / provider: %s
                対象 / target: %s
                審査基準 / criteria: %s
                報告書 / report: %d
                推奨 / recommendation: %s
                要約: %s
                summary: %s
                作成者 / written by: %s
                確定日時 / frozen at: %s

                %s
                """.formatted(
                        item.number(),
                        item.id(),
                        item.kind(),
                        line(item.application().service().name()),
                        line(item.application().provider().name()),
                        item.target(),
                        item.catalogue(),
                        report.number(),
                        report.recommendation(),
                        line(report.summary().ja()),
                        line(report.summary().en()),
                        report.writtenBy(),
                        frozenAt.truncatedTo(ChronoUnit.SECONDS),
                        report.body().replace("\r\n", "\n"));
    }

    /// What one decider signs. It names report and application by their hashes, so it means these and no others.
    ///
    /// @param application as JSON
    static String vote(
            Case item, String application, Report report, UserId decider, boolean inFavour, String statement) {
        var effect = effect(item, report.recommendation());
        return about(item)
                + """
                申請内容 / application SHA-256: %s
                報告書 / report: %d
                報告書 / report SHA-256: %s
                決定の内容: %s
                effect: %s
                理由コード / reason code: %s
                賛否 / vote: %s
                理由 / statement: %s
                決定者 / decider: %s
                """.formatted(
                                hex(sha256(application)),
                                report.number(),
                                hex(report.hash() == null ? new byte[0] : report.hash()),
                                effect.ja(),
                                effect.en(),
                                reason(item).code(),
                                inFavour ? "賛成 / for" : "反対 / against",
                                statement.isBlank() ? "-" : line(statement),
                                decider);
    }

    private static String about(Case item) {
        var number = item.application().provider().number();
        return """
                Wariin 決定書 / decision (format 1)
                案件 / case: %s %s
                回 / round: %d
                種別 / kind: %s
                サービス / service: %s
                事業者 / provider: %s
                法人番号 / corporate number: %s
                対象 / target: %s
                審査基準 / criteria: %s
                """.formatted(
                        item.number(),
                        item.id(),
                        item.round(),
                        item.kind(),
                        line(item.application().service().name()),
                        line(item.application().provider().name()),
                        number == null ? "-" : number,
                        item.target(),
                        item.catalogue());
    }

    /// What happens when two deciders agree.
    static Bilingual effect(Case item, Report.Recommendation recommendation) {
        if (recommendation == Report.Recommendation.REFUSE) {
            return Bilingual.of("申請を認めない", "The request is refused");
        }
        return switch (item.kind()) {
            case NEW -> Bilingual.of("サービスを登録する", "The service is registered");
            case RENEWAL -> Bilingual.of("登録を更新する", "The registration is renewed");
            case CHANGE -> Bilingual.of("変更を認める", "The change is accepted");
            case SUSPENSION -> Bilingual.of("登録を一時停止する", "The registration is suspended");
            case REINSTATEMENT -> Bilingual.of("一時停止を解除する", "The suspension is lifted");
            case WITHDRAWAL -> Bilingual.of("登録を取り消す", "The registration is withdrawn");
            case TAKE_OVER -> Bilingual.of("サービスの承継を認める", "The take-over of the service is accepted");
            case SURVEILLANCE, INCIDENT -> Bilingual.of("登録を継続する", "The registration continues");
        };
    }

    /// The code under which the register tells why.
    static Reason reason(Case item) {
        var ground = item.application().ground();
        return switch (item.kind()) {
            case NEW, CHANGE, SURVEILLANCE, INCIDENT -> Reason.CRITERIA_MET;
            case RENEWAL -> Reason.RENEWED;
            case SUSPENSION -> ground == null ? Reason.CRITERIA_NOT_MET : ground;
            case REINSTATEMENT -> Reason.CAUSE_REMOVED;
            case WITHDRAWAL -> ground == null ? Reason.OWN_REQUEST : ground;
            case TAKE_OVER -> Reason.TAKEN_OVER;
        };
    }

    private static String line(Bilingual text) {
        return line(text.ja()) + " / " + line(text.en());
    }

    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
