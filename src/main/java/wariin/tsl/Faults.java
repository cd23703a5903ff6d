package wariin.tsl;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wariin.tsl.ListVerdict.Code;
import wariin.tsl.ListVerdict.Fault;
import wariin.tsl.SchemeInformation.PostalAddress;

/// Collects faults at places, and knows the rules for single texts and addresses (TS 119 612, 5.1 and 5.3.5).
final class Faults {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[a-z0-9]{2,8})*");

    private final List<Fault> found = new ArrayList<>();
    private String place = "";

    List<Fault> found() {
        return found;
    }

    void at(String place) {
        this.place = place;
    }

    void require(boolean holds, Code code) {
        if (!holds) add(code, place);
    }

    void require(boolean holds, Code code, String field) {
        if (!holds) add(code, place.isEmpty() ? field : place + ", " + field);
    }

    private void add(Code code, String where) {
        found.add(new Fault(code, where));
    }

    /// Names: in English, each language once, on one line.
    void names(String field, List<LangText> names) {
        inEnglish(field, names);
        var languages = new HashSet<String>();
        for (var name : names) {
            require(languages.add(name.lang()), Code.LANGUAGE, field);
            require(
                    name.text().chars().noneMatch(c -> c == '\n' || c == '\t' || c == '\r'),
                    Code.FORBIDDEN_CHARACTER,
                    field);
        }
    }

    /// Texts of several lines: in English, each language once.
    void texts(String field, List<LangText> texts) {
        inEnglish(field, texts);
        var languages = new HashSet<String>();
        for (var text : texts) require(languages.add(text.lang()), Code.LANGUAGE, field);
    }

    void uris(String field, List<LangText> uris) {
        inEnglish(field, uris);
        for (var uri : uris) uri(field, uri.text());
    }

    void optionalUris(String field, List<LangText> uris) {
        if (!uris.isEmpty()) uris(field, uris);
    }

    void uri(String field, @Nullable String uri) {
        if (uri == null) return;
        text(field, uri);
        try {
            require(new URI(uri).isAbsolute() && uri.chars().allMatch(c -> c < 0x7f), Code.URI, field);
        } catch (URISyntaxException broken) {
            require(false, Code.URI, field);
        }
    }

    void text(String field, @Nullable String text) {
        if (text == null) return;
        require(!text.isBlank(), Code.EMPTY_TEXT, field);
        require(text.codePoints().allMatch(CanonicalXml::allowed), Code.FORBIDDEN_CHARACTER, field);
    }

    void address(String field, List<PostalAddress> postal, List<LangText> electronic) {
        var languages = new HashSet<String>();
        for (var address : postal) {
            language(field, address.lang());
            require(languages.add(address.lang()), Code.LANGUAGE, field);
            text(field, address.street());
            text(field, address.locality());
            text(field, address.state());
            text(field, address.postalCode());
            text(field, address.country());
        }
        require(languages.contains("en"), Code.NO_ENGLISH, field);
        uris(field, electronic);
        require(has(electronic, "mailto:") && has(electronic, "http"), Code.ADDRESS, field);
    }

    private static boolean has(List<LangText> uris, String beginning) {
        return uris.stream().anyMatch(uri -> uri.text().toLowerCase(Locale.ROOT).startsWith(beginning));
    }

    private void inEnglish(String field, List<LangText> texts) {
        for (var text : texts) {
            language(field, text.lang());
            text(field, text.text());
        }
        require(texts.stream().anyMatch(text -> text.lang().equals("en")), Code.NO_ENGLISH, field);
    }

    private void language(String field, String language) {
        require(LANGUAGE.matcher(language).matches(), Code.LANGUAGE, field);
    }
}
