package wariin.procurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import wariin.register.AssuranceLevel;
import wariin.register.Sector;
import wariin.site.Bilingual;

/// The words of the rule language: what it can ask, of what kind each fact is, and what each is called.
final class Vocabulary {

    private Vocabulary() {}

    /// Of what kind a value is.
    enum Kind {
        WORD(Bilingual.of("語", "a word")),
        NUMBER(Bilingual.of("数値", "a number")),
        DATE(Bilingual.of("日付(2026-04-01 の形)", "a date such as 2026-04-01")),
        OID(Bilingual.of("OID(1.2.392… の形)", "an object identifier such as 1.2.392.1")),
        TEXT(Bilingual.of("引用符で囲んだ文字列", "a text in quotes"));

        private final Bilingual words;

        Kind(Bilingual words) {
            this.words = words;
        }

        Bilingual words() {
            return words;
        }
    }

    /// Where an entry may stand.
    enum Source {
        JTS("jts", "この登録簿(JTS)", "this register (JTS)", "target", "sector", "level", "provider", "since"),
        EU("eu", "EUのトラステッドリスト", "a trusted list of the EU", "type", "territory", "provider", "since"),
        LIST("list", "取り込んだトラステッドリスト", "an imported trusted list", "name", "type", "territory", "since"),
        WEBTRUST("webtrust", "WebTrust for CA の監査", "a WebTrust for CA audit", "grace", "statement", "owner"),
        ETSI("etsi", "ETSI規格の監査", "an audit to ETSI criteria", "grace", "statement", "owner"),
        RECOGNISED("recognised", "同等と認めた制度", "a recognised scheme", "as", "grace");

        private final String word;
        private final Bilingual words;
        private final List<String> conditions;

        Source(String word, String ja, String en, String... conditions) {
            this.word = word;
            this.words = Bilingual.of(ja, en);
            this.conditions = List.of(conditions);
        }

        String word() {
            return word;
        }

        Bilingual words() {
            return words;
        }

        List<String> conditions() {
            return conditions;
        }

        static Optional<Source> of(String word) {
            return Arrays.stream(values())
                    .filter(source -> source.word.equals(word))
                    .findFirst();
        }
    }

    /// What is so or not.
    enum FlagName {
        REVOKED("revoked", "証明書が失効している", "the certificate is revoked", "証明書が失効していない", "the certificate is not revoked"),
        TIME_PROVEN(
                "time-proven",
                "署名の時刻がタイムスタンプで証明されている",
                "a time-stamp proves the time of the signature",
                "署名の時刻がタイムスタンプで証明されていない",
                "no time-stamp proves the time of the signature"),
        SIGNATURE_VALID(
                "signature-valid",
                "署名そのものが有効である",
                "the signature itself is valid",
                "署名そのものが有効でない",
                "the signature itself is not valid");

        private final String word;
        private final Bilingual words;

        private final Bilingual negation;

        FlagName(String word, String ja, String en, String notJa, String notEn) {
            this.word = word;
            this.words = Bilingual.of(ja, en);
            this.negation = Bilingual.of(notJa, notEn);
        }

        Bilingual negation() {
            return negation;
        }

        String word() {
            return word;
        }

        Bilingual words() {
            return words;
        }

        static Optional<FlagName> of(String word) {
            return Arrays.stream(values())
                    .filter(flag -> flag.word.equals(word))
                    .findFirst();
        }
    }

    /// A fact that has a value. Where `choices` is not empty, they are all the words there are, in rising order.
    record Name(String word, Kind kind, boolean ordered, List<String> choices, Bilingual words) {}

    private static final List<String> SECTORS =
            Arrays.stream(Sector.values()).map(Sector::code).toList();

    private static final List<Name> OF_THE_SUBJECT = List.of(
            word("key", "鍵の方式", "the kind of key", "rsa", "ec", "eddsa"),
            new Name("bits", Kind.NUMBER, true, List.of(), Bilingual.of("鍵の長さ(ビット)", "the length of the key in bits")),
            word("hash", "署名のハッシュ関数", "the hash of the certificate's signature", "sha1", "sha256", "sha384", "sha512"),
            new Name("date", Kind.DATE, true, List.of(), Bilingual.of("判定の日付", "the date asked about")),
            new Name("policy", Kind.OID, false, List.of(), Bilingual.of("証明書ポリシー", "a policy of the certificate")),
            word("subject", "問われたもの", "what is asked about", "certificate", "signature", "provider"));

    private static final List<Name> OF_AN_ENTRY = List.of(
            word("target", "対象", "target"),
            word("sector", "分野", "sector", SECTORS.toArray(String[]::new)),
            new Name(
                    "level",
                    Kind.WORD,
                    true,
                    List.of("none", "third-party", "government"),
                    Bilingual.of("保証の段階", "level")),
            new Name(
                    "provider",
                    Kind.NUMBER,
                    false,
                    List.of(),
                    Bilingual.of("事業者の法人番号", "corporate number of the provider")),
            new Name("since", Kind.DATE, true, List.of(), Bilingual.of("登録の始まり", "registered since")),
            new Name("type", Kind.TEXT, false, List.of(), Bilingual.of("サービスの種別", "service type")),
            word("territory", "国・地域", "territory"),
            new Name("name", Kind.TEXT, false, List.of(), Bilingual.of("リストの名前", "name of the list")),
            new Name(
                    "grace",
                    Kind.NUMBER,
                    true,
                    List.of(),
                    Bilingual.of("監査期間の終わりからの日数", "days since the end of the audit period")),
            new Name("statement", Kind.DATE, true, List.of(), Bilingual.of("監査報告書の日付", "date of the audit statement")),
            new Name("owner", Kind.TEXT, false, List.of(), Bilingual.of("CAの所有者", "owner of the CA")),
            word("as", "同等とする制度", "as good as", "jts", "eu", "webtrust", "etsi"));

    private static Name word(String word, String ja, String en, String... choices) {
        return new Name(word, Kind.WORD, false, List.of(choices), Bilingual.of(ja, en));
    }

    static Optional<Name> ofTheSubject(String word) {
        return OF_THE_SUBJECT.stream().filter(name -> name.word().equals(word)).findFirst();
    }

    static Optional<Name> ofAnEntry(String word) {
        return OF_AN_ENTRY.stream().filter(name -> name.word().equals(word)).findFirst();
    }

    /// What a value is called: levels and sectors have names of their own.
    static Bilingual words(Name name, String value) {
        var plain = Bilingual.of(value, value);
        return switch (name.word()) {
            case "sector" -> Sector.of(value).map(Sector::words).orElse(plain);
            case "level" ->
                Arrays.stream(AssuranceLevel.values())
                        .filter(level -> level.code().equals(value))
                        .map(AssuranceLevel::words)
                        .findFirst()
                        .orElse(plain);
            case "key", "hash" -> Bilingual.of(value.toUpperCase(Locale.ROOT), value.toUpperCase(Locale.ROOT));
            default -> plain;
        };
    }

    /// Every word that may begin a fact, for the advice in an error.
    static List<String> beginnings() {
        var words = new ArrayList<String>();
        for (var source : Source.values()) words.add(source.word());
        for (var flag : FlagName.values()) words.add(flag.word());
        for (var name : OF_THE_SUBJECT) words.add(name.word());
        return words;
    }

    static final Set<String> RESERVED = Set.of("and", "or", "not", "in");
}
