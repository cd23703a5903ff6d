package wariin.site;

import java.util.Locale;

/// A text in the two languages of the platform. English is never absent: a trusted list needs it in every field.
public record Bilingual(String ja, String en) {

    public Bilingual {
        ja = ja.strip();
        en = en.strip();
        if (en.isEmpty()) throw new IllegalArgumentException("A text in two languages needs the English one");
        if (ja.isEmpty()) ja = en;
    }

    public static Bilingual of(String ja, String en) {
        return new Bilingual(ja, en);
    }

    public String in(Locale locale) {
        return "ja".equals(locale.getLanguage()) ? ja : en;
    }
}
