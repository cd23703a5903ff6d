package wariin.register.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.criteria.Catalogues;
import wariin.criteria.Criterion;
import wariin.register.ServiceDescription;

/// Says for each target what lies inside its assessment and what outside. A new target shows its groups of criteria.
@Component
class Scopes {

    /// @param marked parts of the remote signature
    private record Layout(List<String> outside, List<String> parts, List<String> marked) {}

    private static final Map<String, Layout> KNOWN = Map.of(
            "ec", new Layout(List.of("ca", "tsa"), List.of("users", "documents"), List.of("signing-keys", "signature")),
            "ca",
                    new Layout(
                            List.of("subscriber", "lra"),
                            List.of("registration", "issuing", "ca-keys", "status", "monitoring", "organisation"),
                            List.of()),
            "lra",
                    new Layout(
                            List.of("subscriber", "ca"),
                            List.of("identity", "requests", "delivery", "lifecycle"),
                            List.of()),
            "tsa",
                    new Layout(
                            List.of("time-source", "requester"),
                            List.of("clock", "tsu", "tsu-keys", "audit"),
                            List.of()));

    private final Catalogues catalogues;
    private final Words words;
    private final MessageSource messages;

    Scopes(Catalogues catalogues, Words words, MessageSource messages) {
        this.catalogues = catalogues;
        this.words = words;
        this.messages = messages;
    }

    ScopePicture of(ServiceDescription service, Locale locale) {
        var layout = KNOWN.get(service.target());
        var target = words.target(service.target(), locale);
        var title = say("frame", locale, target);
        if (layout == null) {
            var groups = groups(service.target(), locale);
            return new ScopePicture(
                    title, alternative(locale, groups, List.of(), List.of()), List.of(), groups, "", List.of());
        }
        var outside = parts(layout.outside(), locale);
        var inside = parts(layout.parts(), locale);
        var marked = parts(layout.marked(), locale);
        return new ScopePicture(
                title,
                alternative(locale, inside, marked, outside),
                outside,
                inside,
                marked.isEmpty() ? "" : say("remote", locale),
                marked);
    }

    private List<String> groups(String target, Locale locale) {
        if (!words.targets().containsKey(target)) return List.of();
        var version = catalogues.inForce(target, words.today());
        return catalogues.groups(version.id(), target).stream()
                .map(Criterion.Group::title)
                .map(title -> title.in(locale))
                .toList();
    }

    private List<String> parts(List<String> codes, Locale locale) {
        return codes.stream().map(code -> say("part." + code, locale)).toList();
    }

    private String alternative(Locale locale, List<String> inside, List<String> marked, List<String> outside) {
        var between = say("between", locale);
        var sentences = new ArrayList<String>();
        sentences.add(say("inside", locale, String.join(between, inside)));
        if (!marked.isEmpty()) sentences.add(say("marked", locale, String.join(between, marked)));
        if (!outside.isEmpty()) sentences.add(say("outside", locale, String.join(between, outside)));
        return String.join(" ", sentences);
    }

    private String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage("register.scope." + key, arguments, locale);
    }
}
