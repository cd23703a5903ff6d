package wariin.company;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The legal forms that stand before or behind a name, with their short spellings (in NFKC and small letters).
final class LegalForm {

    /// A name parted from its form; the form is null where none was written.
    record Split(String rest, @Nullable String form) {}

    private record Spelling(String written, String form) {}

    /// What is written at either end of a Japanese name. ㈱ and its like become (株) by NFKC.
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("(株)", "株式会社"),
            Map.entry("(有)", "有限会社"),
            Map.entry("(同)", "合同会社"),
            Map.entry("(合)", "合同会社"),
            Map.entry("(名)", "合名会社"),
            Map.entry("(資)", "合資会社"),
            Map.entry("(一社)", "一般社団法人"),
            Map.entry("(一財)", "一般財団法人"),
            Map.entry("(公社)", "公益社団法人"),
            Map.entry("(公財)", "公益財団法人"),
            Map.entry("(特非)", "特定非営利活動法人"),
            Map.entry("npo法人", "特定非営利活動法人"),
            Map.entry("(医)", "医療法人"),
            Map.entry("(福)", "社会福祉法人"),
            Map.entry("(学)", "学校法人"),
            Map.entry("(宗)", "宗教法人"),
            Map.entry("(独)", "独立行政法人"),
            Map.entry("(協)", "協同組合"));
    private static final List<String> LONG = List.of(
            "株式会社",
            "有限会社",
            "合同会社",
            "合名会社",
            "合資会社",
            "相互会社",
            "一般社団法人",
            "一般財団法人",
            "公益社団法人",
            "公益財団法人",
            "特定非営利活動法人",
            "医療法人社団",
            "医療法人財団",
            "医療法人",
            "社会福祉法人",
            "社会医療法人",
            "学校法人",
            "宗教法人",
            "独立行政法人",
            "地方独立行政法人",
            "国立大学法人",
            "弁護士法人",
            "税理士法人",
            "監査法人",
            "司法書士法人",
            "行政書士法人",
            "農事組合法人",
            "協同組合",
            "企業組合");
    /// What ends an English name; before it stands a space or a comma.
    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("co., ltd.", "株式会社"),
            Map.entry("co.,ltd.", "株式会社"),
            Map.entry("co.ltd.", "株式会社"),
            Map.entry("co., ltd", "株式会社"),
            Map.entry("co.,ltd", "株式会社"),
            Map.entry("co. ltd.", "株式会社"),
            Map.entry("co ltd", "株式会社"),
            Map.entry("company limited", "株式会社"),
            Map.entry("corporation", "株式会社"),
            Map.entry("corp.", "株式会社"),
            Map.entry("inc.", "株式会社"),
            Map.entry("inc", "株式会社"),
            Map.entry("k.k.", "株式会社"),
            Map.entry("ltd.", "株式会社"),
            Map.entry("limited", "株式会社"),
            Map.entry("llc", "合同会社"),
            Map.entry("l.l.c.", "合同会社"),
            Map.entry("g.k.", "合同会社"));

    private static final List<Spelling> AT_EITHER_END = eitherEnd();
    private static final List<Spelling> AT_THE_END = longestFirst(ENGLISH);

    private LegalForm() {}

    static Split split(String plain) {
        for (var spelling : AT_EITHER_END) {
            var written = spelling.written();
            if (plain.startsWith(written)) return new Split(plain.substring(written.length()), spelling.form());
            if (plain.endsWith(written)) {
                return new Split(plain.substring(0, plain.length() - written.length()), spelling.form());
            }
        }
        for (var spelling : AT_THE_END) {
            var rest = plain.length() - spelling.written().length();
            if (rest > 1 && plain.endsWith(spelling.written()) && " ,".indexOf(plain.charAt(rest - 1)) >= 0) {
                return new Split(plain.substring(0, rest), spelling.form());
            }
        }
        return new Split(plain, null);
    }

    private static List<Spelling> eitherEnd() {
        var all = new ArrayList<>(longestFirst(SHORT));
        LONG.forEach(form -> all.add(new Spelling(form, form)));
        all.sort(Comparator.comparingInt(
                        (Spelling spelling) -> spelling.written().length())
                .reversed());
        return List.copyOf(all);
    }

    private static List<Spelling> longestFirst(Map<String, String> spellings) {
        return spellings.entrySet().stream()
                .map(entry -> new Spelling(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(
                                (Spelling spelling) -> spelling.written().length())
                        .reversed())
                .toList();
    }
}
