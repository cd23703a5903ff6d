package wariin.company;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A company's name without what people write in different ways: width, case, kana, spaces, old kanji, legal form.
///
/// @param base what remains of the name itself
/// @param form the legal form, or null where none was written; whether it stood before or behind is not kept
record FoldedName(String base, @Nullable String form) {

    private static final String DROPPED = "・･ーｰ-‐‑‒–—―−~〜～_ 　.,、。，．'’‘`\"”“「」『』()[]{}〈〉《》【】･:;!?";

    /// The name as all its spellings share it. A name of nothing but signs stays as it is.
    static FoldedName of(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        var split = LegalForm.split(plain);
        var base = letters(split.rest());
        if (base.isEmpty()) base = letters(plain);
        return new FoldedName(base.isEmpty() ? plain : base, split.form());
    }

    /// Whether two names may be one: the same name, and no two different legal forms.
    boolean same(FoldedName other) {
        return base.equals(other.base) && (form == null || other.form == null || form.equals(other.form));
    }

    /// The pairs of neighbouring letters in a text, each as one number: what the index of names is made of.
    static Set<Integer> pairs(String folded) {
        var letters = folded.codePoints().toArray();
        var pairs = new HashSet<Integer>();
        for (var n = 1; n < letters.length; n++) pairs.add((letters[n - 1] << 16) ^ letters[n]);
        return pairs;
    }

    private static String letters(String plain) {
        var kept = new StringBuilder(plain.length());
        for (var n = 0; n < plain.length(); ) {
            var letter = plain.codePointAt(n);
            n += Character.charCount(letter);
            if (DROPPED.indexOf(letter) < 0 && !Character.isWhitespace(letter) && !variationSelector(letter)) {
                kept.appendCodePoint(KanjiVariants.usual(kana(letter)));
            }
        }
        return kept.toString();
    }

    /// Katakana for hiragana, and the large letter for the small one (small ones are often typed large).
    private static int kana(int letter) {
        var katakana = letter >= 'ぁ' && letter <= 'ゖ' ? letter + ('ァ' - 'ぁ') : letter;
        return switch (katakana) {
            case 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ッ', 'ャ', 'ュ', 'ョ', 'ヮ' -> katakana + 1;
            case 'ヵ' -> 'カ';
            case 'ヶ' -> 'ケ';
            case 'ヰ' -> 'イ';
            case 'ヱ' -> 'エ';
            default -> katakana;
        };
    }

    private static boolean variationSelector(int letter) {
        return letter >= 0xFE00 && letter <= 0xFE0F || letter >= 0xE0100 && letter <= 0xE01EF;
    }
}
