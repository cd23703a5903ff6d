package wariin.seal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Text made ready to be cut into a seal: no selectors, no control characters, legal forms written out.
/// Name variants stay as they are: 﨑, 髙 and compatibility ideographs are never replaced by their common form.
record SealText(String text, List<SealNotice> notices) {

    private static final Map<String, String> LEGAL_FORMS = Map.ofEntries(
            Map.entry("㈱", "株式会社"),
            Map.entry("(株)", "株式会社"),
            Map.entry("㍿", "株式会社"),
            Map.entry("㈲", "有限会社"),
            Map.entry("(有)", "有限会社"),
            Map.entry("㈾", "合資会社"),
            Map.entry("(資)", "合資会社"),
            Map.entry("㈴", "合名会社"),
            Map.entry("(名)", "合名会社"),
            Map.entry("(同)", "合同会社"),
            Map.entry("㈶", "財団法人"),
            Map.entry("(財)", "財団法人"),
            Map.entry("㈳", "社団法人"),
            Map.entry("(社)", "社団法人"),
            Map.entry("(医)", "医療法人"),
            Map.entry("(学)", "学校法人"),
            Map.entry("(福)", "社会福祉法人"));

    static SealText of(String given) {
        var notices = new ArrayList<SealNotice>();
        var text = writeOut(plain(given, notices), notices);
        return new SealText(text.strip().replaceAll("\\s+", " "), List.copyOf(notices));
    }

    private static String plain(String given, List<SealNotice> notices) {
        var text = new StringBuilder();
        for (var codePoint : given.codePoints().toArray()) {
            if (isSelector(codePoint)) {
                if (!text.isEmpty()) {
                    var base = Character.toString(text.codePointBefore(text.length()));
                    notices.add(new SealNotice(SealNotice.Kind.SELECTOR_DROPPED, base));
                }
            } else if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
                text.append(' ');
            } else if (!isInvisible(codePoint)) {
                text.append(unfolded(codePoint));
            }
        }
        return composed(text);
    }

    /// Full-width Latin becomes Latin and half-width kana become kana; nothing else is folded.
    private static String unfolded(int codePoint) {
        var character = Character.toString(codePoint);
        return codePoint >= 0xFF01 && codePoint <= 0xFF9F
                ? Normalizer.normalize(character, Normalizer.Form.NFKC)
                : character;
    }

    /// Joins voicing marks and accents to their letter, ideographs untouched.
    private static String composed(CharSequence text) {
        var joined = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            var mark = Character.getType(codePoint) == Character.NON_SPACING_MARK;
            if (mark && !joined.isEmpty()) {
                var base = joined.codePointBefore(joined.length());
                joined.setLength(joined.length() - Character.charCount(base));
                joined.append(Normalizer.normalize(
                        Character.toString(base) + Character.toString(codePoint), Normalizer.Form.NFC));
            } else {
                joined.appendCodePoint(codePoint);
            }
        });
        return joined.toString();
    }

    private static String writeOut(String text, List<SealNotice> notices) {
        var written = text.replace('（', '(').replace('）', ')');
        for (var form : LEGAL_FORMS.entrySet()) {
            if (written.contains(form.getKey())) {
                written = written.replace(form.getKey(), form.getValue());
                notices.add(new SealNotice(SealNotice.Kind.WRITTEN_OUT, form.getValue()));
            }
        }
        return written;
    }

    private static boolean isSelector(int codePoint) {
        return codePoint >= 0xFE00 && codePoint <= 0xFE0F
                || codePoint >= 0xE0100 && codePoint <= 0xE01EF
                || codePoint >= 0x180B && codePoint <= 0x180D;
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
            default -> false;
        };
    }

    static boolean isLatin(int codePoint) {
        return codePoint < 0x2E80 && !Character.isSpaceChar(codePoint);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /// True when the text is to be set in lines: more than a few Latin letters do not stand one above the other.
    boolean readsInLines() {
        return latinOnly() || text.codePoints().filter(SealText::isLatin).count() > 4;
    }

    boolean latinOnly() {
        return text.codePoints().allMatch(codePoint -> isLatin(codePoint) || codePoint == ' ');
    }

    /// The characters without spaces, one a cell.
    int[] characters() {
        return text.codePoints().filter(codePoint -> codePoint != ' ').toArray();
    }
}
