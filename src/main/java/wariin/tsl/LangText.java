package wariin.tsl;

import java.util.List;
import java.util.Locale;

/// A text or an address in one language (TS 119 612, 5.1.4); languages are written in lower case.
public record LangText(String lang, String text) {

    public LangText {
        lang = lang.toLowerCase(Locale.ROOT);
    }

    /// The two that this scheme always gives, English first.
    public static List<LangText> of(String ja, String en) {
        return List.of(new LangText("en", en), new LangText("ja", ja));
    }

    /// The text in this language, else in English, else the first; empty if there is none.
    public static String in(String lang, List<LangText> texts) {
        for (var wanted : List.of(lang, "en")) {
            for (var text : texts) if (text.lang.equals(wanted)) return text.text;
        }
        return texts.isEmpty() ? "" : texts.getFirst().text;
    }
}
