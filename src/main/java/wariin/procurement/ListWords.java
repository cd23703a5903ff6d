package wariin.procurement;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wariin.site.Bilingual;
import wariin.tsl.CertificateAnswer;

/// Says why a trusted list covers a certificate or a provider, or does not.
record ListWords(SourceStanding source) {

    Judged good(Subject subject, Citation entry) {
        var from = entry.from();
        return Judged.of(
                Ruling.PASS,
                "「%s」の「%s」は、%sから%sに有効なものとして載っています。"
                        .formatted(entry.provider().ja(), entry.service().ja(), dayJa(from), list().ja()),
                "'%s' of '%s' is listed as good since %s in %s."
                        .formatted(entry.service().en(), entry.provider().en(), dayEn(from), list().en()),
                entry);
    }

    Judged bad(CertificateAnswer.Reason reason, Citation entry) {
        return Judged.of(
                Ruling.FAIL,
                "「%s」の「%s」は、この時点では%s(%s)。"
                        .formatted(
                                entry.provider().ja(),
                                entry.service().ja(),
                                clause(reason).ja(),
                                list().ja()),
                "'%s' of '%s' %s at that time (%s)."
                        .formatted(
                                entry.service().en(),
                                entry.provider().en(),
                                clause(reason).en(),
                                list().en()),
                entry);
    }

    Judged condition(Ruling ruling, Expression.Comparison condition, Citation entry) {
        var wanted = Meaning.comparison(condition);
        return ruling == Ruling.FAIL
                ? Judged.of(
                        ruling,
                        "「%s」は「%s」という条件を満たしません。".formatted(entry.service().ja(), wanted.ja()),
                        "'%s' does not meet the condition that %s."
                                .formatted(entry.service().en(), wanted.en()),
                        entry)
                : Judged.of(
                        ruling,
                        "「%s」が「%s」という条件を満たすかどうか、この情報源からは分かりません。"
                                .formatted(entry.service().ja(), wanted.ja()),
                        "This source does not tell of '%s' whether %s."
                                .formatted(entry.service().en(), wanted.en()),
                        entry);
    }

    Judged stale() {
        return Judged.of(
                Ruling.INDETERMINATE,
                "%sは期限(%s)を過ぎているため、判断に使えません。".formatted(list().ja(), dayJa(source.freshUntil())),
                "%s expired on %s and cannot be relied upon.".formatted(list().en(), dayEn(source.freshUntil())));
    }

    Judged future() {
        return Judged.of(Ruling.INDETERMINATE, "将来の時点については判断できません。", "Nothing can be said about a time to come.");
    }

    Judged noCertificate() {
        return Judged.of(Ruling.INDETERMINATE, "署名者の証明書を読み取れませんでした。", "The signer's certificate could not be read.");
    }

    Judged unknown(CertificateAnswer.Reason reason) {
        return Judged.of(
                Ruling.INDETERMINATE,
                "%sからは判断できません(%s)。".formatted(list().ja(), clause(reason).ja()),
                "%s gives no answer: it %s."
                        .formatted(list().en(), clause(reason).en()));
    }

    /// Without a match: surely not listed, or the way to the list is not known.
    Judged refused(CertificateAnswer.Reason reason, boolean complete) {
        if (reason == CertificateAnswer.Reason.NOT_LISTED) return notListed(complete);
        return Judged.of(
                Ruling.FAIL,
                "%sによると、%s。".formatted(list().ja(), clause(reason).ja()),
                "By %s it %s.".formatted(list().en(), clause(reason).en()));
    }

    Judged notListed(boolean complete) {
        return complete
                ? Judged.of(
                        Ruling.FAIL,
                        "%sには載っていません。".formatted(list().ja()),
                        "It is not listed in %s.".formatted(list().en()))
                : Judged.of(
                        Ruling.INDETERMINATE,
                        "%sまでのつながりを確かめられません。発行した認証局の証明書も添えてください。".formatted(list().ja()),
                        "The way to %s cannot be followed: add the certificates of the issuing authorities."
                                .formatted(list().en()));
    }

    private Bilingual list() {
        return Bilingual.of(
                "「%s」(第%d号)".formatted(source.title().ja(), source.sequence()),
                "'%s' (no. %d)".formatted(source.title().en(), source.sequence()));
    }

    /// As a state in a table.
    static Bilingual state(CertificateAnswer.Reason reason) {
        return switch (reason) {
            case RECOGNISED -> Bilingual.of("有効", "Good");
            case NOT_YET_LISTED -> Bilingual.of("登録前", "Not yet listed");
            case SUSPENDED -> Bilingual.of("一時停止", "Suspended");
            case WITHDRAWN -> Bilingual.of("取消し", "Withdrawn");
            case EXPIRED -> Bilingual.of("期間満了", "Expired");
            default -> Bilingual.of("認められていない", "Not recognised");
        };
    }

    private static Bilingual clause(CertificateAnswer.Reason reason) {
        return switch (reason) {
            case RECOGNISED -> Bilingual.of("有効です", "is good");
            case NOT_LISTED -> Bilingual.of("載っていません", "is not listed");
            case NOT_YET_LISTED -> Bilingual.of("まだ登録されていません", "was not yet registered");
            case SUSPENDED -> Bilingual.of("登録が一時停止されています", "was suspended");
            case WITHDRAWN -> Bilingual.of("登録が取り消されています", "was withdrawn");
            case EXPIRED -> Bilingual.of("登録の期間が満了しています", "had expired");
            case NOT_RECOGNISED -> Bilingual.of("認められていません", "was not recognised");
            case PATH_BROKEN ->
                Bilingual.of("証明書が、載っている認証局の鍵で発行されたものではありません", "was not issued by the key that is listed");
            case CERTIFICATE_NOT_VALID_THEN ->
                Bilingual.of("証明書がこの時点では有効期間の外です", "was outside the validity of its certificates at that time");
            case NO_LIST, LIST_MISSING -> Bilingual.of("リストがありません", "is missing");
            case LIST_EXPIRED -> Bilingual.of("リストの期限が過ぎています", "has expired");
            case TIME_IN_FUTURE -> Bilingual.of("将来の時点です", "says nothing about a time to come");
        };
    }

    private static String dayJa(@Nullable Instant at) {
        return at == null ? "–" : format("yyyy年M月d日", at);
    }

    private static String dayEn(@Nullable Instant at) {
        return at == null ? "–" : format("d MMMM yyyy", at);
    }

    static String format(String pattern, Instant at) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(at.atZone(Evaluation.JAPAN));
    }
}
