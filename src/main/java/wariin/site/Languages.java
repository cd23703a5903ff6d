package wariin.site;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The languages that every page and mail speaks.
public final class Languages {

    public static final List<Locale> ALL = List.of(Locale.JAPANESE, Locale.ENGLISH);

    private Languages() {}

    /// The language that a tag such as {@code ja-JP} asks for, if we speak it.
    public static Optional<Locale> of(String tag) {
        var language = Locale.forLanguageTag(tag).getLanguage();
        return ALL.stream()
                .filter(known -> known.getLanguage().equals(language))
                .findFirst();
    }

    /// The nearest language that we speak; English where there is none.
    public static Locale nearest(Locale wanted) {
        return of(wanted.toLanguageTag()).orElse(Locale.ENGLISH);
    }
}
