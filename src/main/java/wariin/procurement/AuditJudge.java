package wariin.procurement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.procurement.SourceStanding.State;
import wariin.site.Bilingual;

/// Judges whether the authority that issued a certificate was audited at a time, by the CCADB.
final class AuditJudge {

    /// A year until the next period ends, and 92 days until its statement must be there (CCADB policy, audits).
    static final int GRACE = 365 + 92;

    private final Snapshot snapshot;
    private final SourceStanding standing;
    private final Instant now;

    AuditJudge(Snapshot snapshot, Instant now) {
        this.snapshot = snapshot;
        this.standing = snapshot.ccadbStanding(now);
        this.now = now;
    }

    Judged judge(Subject subject, Ccadb.Criteria criteria, List<Expression.Comparison> conditions) {
        var words = criteria == Ccadb.Criteria.WEBTRUST ? "WebTrust for CA" : "ETSI";
        var source = snapshot.ccadb();
        if (source == null) {
            return unknown(
                    "CCADBのデータが取り込まれていないため、%sの監査は分かりません。".formatted(words),
                    "No CCADB data has been imported, so nothing is known about audits to %s.".formatted(words));
        }
        if (standing.state() == State.STALE) {
            return unknown(
                    "CCADBのデータが古いため、%sの監査は判断できません。".formatted(words),
                    "The CCADB data is too old to tell about audits to %s.".formatted(words));
        }
        if (subject.at().isAfter(now))
            return unknown("将来の時点については判断できません。", "Nothing can be said about a time to come.");
        if (subject.kind() == Subject.Kind.PROVIDER) {
            return unknown(
                    "CCADBは法人番号を持たないため、事業者の%sの監査は分かりません。".formatted(words),
                    "The CCADB knows no corporate numbers, so nothing is known about audits to %s.".formatted(words));
        }
        return certificate(subject, source.ccadb(), criteria, words, conditions);
    }

    private Judged certificate(
            Subject subject,
            Ccadb ccadb,
            Ccadb.Criteria criteria,
            String words,
            List<Expression.Comparison> conditions) {
        var authority = authority(subject, ccadb);
        if (authority == null) {
            return unknown(
                    "%sの監査を調べるには、発行した認証局の証明書も必要です。".formatted(words),
                    "To look up audits to %s, the certificate of the issuing authority is needed.".formatted(words));
        }
        var row = ccadb.find(fingerprint(authority)).orElse(null);
        if (row == null) {
            return fail(
                    "発行した認証局はCCADBに載っていません(%s)。".formatted(words),
                    "The issuing authority is not in the CCADB (%s).".formatted(words));
        }
        for (var certificate : subject.path()) {
            if (!Subjects.validAt(certificate, subject.at())) {
                return fail("証明書がこの時点では有効期間の外です。", "A certificate was outside its validity at that time.");
            }
            if (ccadb.find(fingerprint(certificate)).filter(Ccadb.Row::revoked).isPresent()) {
                return fail("CCADBによると、認証局の証明書が失効しています。", "By the CCADB a certificate of the authority is revoked.");
            }
        }
        var audit = ccadb.audit(row).orElse(null);
        if (audit == null || audit.criteria() != criteria) {
            return fail(
                    "「%s」には%sの監査の記録がありません。".formatted(row.name(), words),
                    "'%s' has no audit to %s on record.".formatted(row.name(), words));
        }
        return audited(subject, row, audit, words, conditions);
    }

    private Judged audited(
            Subject subject, Ccadb.Row row, Ccadb.Audit audit, String words, List<Expression.Comparison> conditions) {
        var day = subject.at().atZone(ZoneOffset.UTC).toLocalDate();
        if (audit.end() == null || audit.start() == null || audit.end().isBefore(audit.start())) {
            return unknown(
                    "%sの監査期間が記録されていません。".formatted(words),
                    "The period of the audit to %s is not on record.".formatted(words));
        }
        if (day.isBefore(audit.start())) {
            return unknown(
                    "CCADBは最新の監査だけを持ち、%sより前のことは分かりません。".formatted(audit.start()),
                    "The CCADB keeps the newest audit only and knows nothing before %s.".formatted(audit.start()));
        }
        var since = ChronoUnit.DAYS.between(audit.end(), day);
        var grace = conditions.stream()
                .anyMatch(condition -> condition.name().word().equals("grace"));
        if (!grace && since > GRACE) return tooOld(row, audit, words, GRACE);
        for (var condition : conditions) {
            var ruling = condition.name().word().equals("as") ? Ruling.PASS : compare(condition, row, audit, since);
            if (ruling == Ruling.PASS) continue;
            if (condition.name().word().equals("grace")) return tooOld(row, audit, words, 0);
            var wanted = Meaning.comparison(condition);
            return Judged.of(
                    ruling,
                    "監査が「%s」という条件を満たしません。".formatted(wanted.ja()),
                    "The audit does not meet the condition that %s.".formatted(wanted.en()));
        }
        return Judged.of(
                Ruling.PASS,
                "「%s」は%sの監査(期間 %s〜%s)を受けています。".formatted(row.name(), words, audit.start(), audit.end()),
                "'%s' holds an audit to %s for %s to %s.".formatted(row.name(), words, audit.start(), audit.end()),
                citation(row, audit));
    }

    private static Ruling compare(Expression.Comparison condition, Ccadb.Row row, Ccadb.Audit audit, long since) {
        return switch (condition.name().word()) {
            // Within the period no day has passed since its end.
            case "grace" -> Comparing.compare(condition, String.valueOf(Math.max(0, since)));
            case "statement" ->
                Comparing.compare(
                        condition,
                        audit.statement() == null ? null : audit.statement().toString());
            case "owner" -> Comparing.compare(condition, row.owner());
            default -> Ruling.INDETERMINATE;
        };
    }

    private Judged tooOld(Ccadb.Row row, Ccadb.Audit audit, String words, int grace) {
        var days = grace == 0 ? "" : "(猶予 %d日)".formatted(grace);
        var more = grace == 0 ? "" : " (%d days of grace)".formatted(grace);
        return Judged.of(
                Ruling.FAIL,
                "「%s」の%sの監査は%sで終わっており、この時点では古すぎます%s。".formatted(row.name(), words, audit.end(), days),
                "The audit of '%s' to %s ended on %s, too long before that time%s."
                        .formatted(row.name(), words, audit.end(), more),
                citation(row, audit));
    }

    private Citation citation(Ccadb.Row row, Ccadb.Audit audit) {
        return new Citation(
                standing,
                Bilingual.of("", row.owner().isEmpty() ? "–" : row.owner()),
                Bilingual.of("", row.name().isEmpty() ? row.fingerprint() : row.name()),
                audit.type(),
                Bilingual.of("監査報告書 " + text(audit.statement()), "Audit statement " + text(audit.statement())),
                start(audit.start()),
                audit.end() == null ? null : start(audit.end().plusDays(1)));
    }

    private static @Nullable Instant start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "–" : day.toString();
    }

    /// The certificate itself where it is an authority's on record, else the one above it.
    private static @Nullable X509Certificate authority(Subject subject, Ccadb ccadb) {
        var path = subject.path();
        if (path.isEmpty()) return null;
        if (path.size() == 1 && subject.complete()
                || ccadb.find(fingerprint(path.getFirst())).isPresent()) {
            return path.getFirst();
        }
        return path.size() > 1 ? path.get(1) : null;
    }

    static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Judged unknown(String ja, String en) {
        return Judged.of(Ruling.INDETERMINATE, ja, en);
    }

    private static Judged fail(String ja, String en) {
        return Judged.of(Ruling.FAIL, ja, en);
    }
}
