package wariin.procurement;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.procurement.SourceStanding.Kind;
import wariin.site.Bilingual;

/// Asks a rule about one subject, over one snapshot of the facts.
final class Evaluation {

    /// Dates in rules are days of the scheme's country.
    static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private final Snapshot snapshot;
    private final Subject subject;
    private final Instant now;

    Evaluation(Snapshot snapshot, Subject subject, Instant now) {
        this.snapshot = snapshot;
        this.subject = subject;
        this.now = now;
    }

    /// Whatever a rule says: who is known to be revoked does not pass, and neither does a broken signature.
    Judged whole(Expression expression) {
        if (subject.revoked() == Ruling.PASS) {
            return Judged.of(Ruling.FAIL, "証明書はこの時点で失効していました。", "The certificate was revoked at that time.");
        }
        if (subject.kind() == Subject.Kind.SIGNATURE && subject.signatureValid() == Ruling.FAIL) {
            return Judged.of(Ruling.FAIL, "署名そのものが有効ではありません。", "The signature itself is not valid.");
        }
        return judge(expression);
    }

    private Judged judge(Expression expression) {
        return switch (expression) {
            case Expression.AnyOf(var parts) ->
                anyOf(parts.stream().map(this::judge).toList());
            case Expression.AllOf(var parts) ->
                allOf(parts.stream().map(this::judge).toList());
            case Expression.Not(Expression.Flag flag) -> flag(flag.name(), true);
            case Expression.Not(var part) -> judge(part).not();
            case Expression.Flag(var name) -> flag(name, false);
            case Expression.Entry entry -> entry(entry);
            case Expression.Comparison comparison -> comparison(comparison);
        };
    }

    private static Judged anyOf(List<Judged> parts) {
        var ruling = Ruling.FAIL;
        for (var part : parts) ruling = ruling.or(part.ruling());
        return Judged.of(ruling, parts);
    }

    private static Judged allOf(List<Judged> parts) {
        var ruling = Ruling.PASS;
        for (var part : parts) ruling = ruling.and(part.ruling());
        // What is met is worth saying where only a part is unknown.
        return ruling == Ruling.INDETERMINATE ? Judged.unknown(parts) : Judged.of(ruling, parts);
    }

    private Judged flag(Vocabulary.FlagName name, boolean negated) {
        var fact = switch (name) {
            case REVOKED -> subject.revoked();
            case TIME_PROVEN -> subject.timeProven();
            case SIGNATURE_VALID -> subject.signatureValid();
        };
        var words = switch (name) {
            case REVOKED ->
                said(
                        fact,
                        "証明書は失効しています。",
                        "The certificate is revoked.",
                        "証明書は失効していません。",
                        "The certificate is not revoked.",
                        "失効しているかどうか分かりません。発行者の失効リスト(CRL)を添えると確かめられます。",
                        "Whether the certificate is revoked is not known: add the issuer's revocation list (CRL).");
            case TIME_PROVEN ->
                said(
                        fact,
                        "署名の時刻はタイムスタンプで証明されています。",
                        "A time-stamp proves the time of the signature.",
                        "署名の時刻はタイムスタンプで証明されていません。",
                        "No time-stamp proves the time of the signature.",
                        "署名ではないため、署名の時刻はありません。",
                        "This is no signature, so it has no time of signing.");
            case SIGNATURE_VALID ->
                said(
                        fact,
                        "署名は有効です。",
                        "The signature is valid.",
                        "署名は有効ではありません。",
                        "The signature is not valid.",
                        "署名が有効かどうか判断できません。",
                        "Whether the signature is valid cannot be told.");
        };
        return new Judged(negated ? fact.not() : fact, List.of(words), List.of());
    }

    private static Bilingual said(
            Ruling fact, String yesJa, String yesEn, String noJa, String noEn, String unknownJa, String unknownEn) {
        return switch (fact) {
            case PASS -> Bilingual.of(yesJa, yesEn);
            case FAIL -> Bilingual.of(noJa, noEn);
            case INDETERMINATE -> Bilingual.of(unknownJa, unknownEn);
        };
    }

    private Judged entry(Expression.Entry entry) {
        return switch (entry.source()) {
            case JTS -> inLists(EnumSet.of(Kind.OWN_LIST), null, entry);
            case EU -> inLists(EnumSet.of(Kind.EU_LIST), null, entry);
            case LIST -> inLists(EnumSet.of(Kind.EU_LIST, Kind.OTHER_LIST), null, entry);
            case WEBTRUST -> audits().judge(subject, Ccadb.Criteria.WEBTRUST, entry.conditions());
            case ETSI -> audits().judge(subject, Ccadb.Criteria.ETSI, entry.conditions());
            case RECOGNISED -> recognised(entry);
        };
    }

    private AuditJudge audits() {
        return new AuditJudge(snapshot, now);
    }

    private Judged inLists(Set<Kind> kinds, @Nullable String code, Expression.Entry entry) {
        var parts = new ArrayList<Judged>();
        for (var list : snapshot.lists()) {
            if (!kinds.contains(list.kind()) || code != null && !list.code().equals(code)) continue;
            if (named(list, entry)) {
                var conditions = entry.conditions().stream()
                        .filter(condition ->
                                !Set.of("as", "grace").contains(condition.name().word()))
                        .toList();
                parts.add(new ListJudge(list, snapshot, now).judge(subject, conditions));
            }
        }
        if (!parts.isEmpty()) return anyOf(parts);
        var words = Meaning.entry(entry);
        return Judged.of(
                Ruling.INDETERMINATE,
                "「%s」を確かめるためのリストがありません。".formatted(words.ja()),
                "There is no list by which to tell whether %s.".formatted(words.en()));
    }

    /// A condition on the name or the country picks the lists, so that the others need not be there.
    private static boolean named(ListSource list, Expression.Entry entry) {
        for (var condition : entry.conditions()) {
            var word = condition.name().word();
            var fact = word.equals("name") ? list.code() : word.equals("territory") ? list.territory() : null;
            if (fact != null && Comparing.compare(condition, fact) != Ruling.PASS) return false;
        }
        return true;
    }

    private Judged recognised(Expression.Entry entry) {
        var as = entry.condition("as").orElseThrow();
        var day = subject.at().atZone(JAPAN).toLocalDate();
        var parts = new ArrayList<Judged>();
        for (var equivalence : snapshot.equivalences()) {
            if (!equivalence.holds(day) || Comparing.compare(as, equivalence.as()) != Ruling.PASS) continue;
            parts.add(
                    switch (equivalence.source()) {
                        case "webtrust" -> audits().judge(subject, Ccadb.Criteria.WEBTRUST, entry.conditions());
                        case "etsi" -> audits().judge(subject, Ccadb.Criteria.ETSI, entry.conditions());
                        default -> inLists(EnumSet.allOf(Kind.class), equivalence.source(), entry);
                    });
        }
        return parts.isEmpty()
                ? Judged.of(
                        Ruling.FAIL, "この日に同等と認められていた制度はありません。", "No scheme was recognised as equivalent on that day.")
                : anyOf(parts);
    }

    private Judged comparison(Expression.Comparison comparison) {
        var words = Meaning.comparison(comparison);
        var ruling = comparison.name().word().equals("policy")
                ? policy(comparison)
                : Comparing.compare(comparison, fact(comparison.name().word()));
        return switch (ruling) {
            case PASS -> Judged.of(ruling, "%sです。".formatted(words.ja()), "Fulfilled: %s.".formatted(words.en()));
            case FAIL ->
                Judged.of(ruling, "「%s」ではありません。".formatted(words.ja()), "Not fulfilled: %s.".formatted(words.en()));
            case INDETERMINATE ->
                Judged.of(ruling, "「%s」かどうか分かりません。".formatted(words.ja()), "Not known: %s.".formatted(words.en()));
        };
    }

    private @Nullable String fact(String name) {
        if (name.equals("date")) return subject.at().atZone(JAPAN).toLocalDate().toString();
        if (name.equals("subject")) return subject.kind().name().toLowerCase(Locale.ROOT);
        if (subject.path().isEmpty()) return null;
        var leaf = subject.path().getFirst();
        return switch (name) {
            case "key" -> family(leaf.getPublicKey());
            case "bits" -> bits(leaf.getPublicKey());
            case "hash" -> hash(leaf);
            default -> null;
        };
    }

    private static @Nullable String family(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA", "RSASSA-PSS" -> "rsa";
            case "EC" -> "ec";
            case "EdDSA", "Ed25519", "Ed448" -> "eddsa";
            default -> null;
        };
    }

    private static @Nullable String bits(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> String.valueOf(rsa.getModulus().bitLength());
            case ECPublicKey ec ->
                String.valueOf(ec.getParams().getCurve().getField().getFieldSize());
            default -> null;
        };
    }

    private static @Nullable String hash(X509Certificate certificate) {
        var name = certificate.getSigAlgName().toLowerCase(Locale.ROOT).replace("-", "");
        for (var hash : List.of("sha256", "sha384", "sha512", "sha1")) if (name.contains(hash)) return hash;
        return null;
    }

    private Ruling policy(Expression.Comparison comparison) {
        if (subject.path().isEmpty()) return Ruling.INDETERMINATE;
        var policies = PolicyIdentifiers.of(subject.path().getFirst());
        var present = policies.stream().anyMatch(comparison.values()::contains);
        return Ruling.of(present != (comparison.operator() == Expression.Operator.NOT_EQUAL));
    }
}
