package wariin.criteria;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import wariin.criteria.OscalDocument.Kind;
import wariin.criteria.OscalDocument.Link;
import wariin.criteria.OscalDocument.Node;
import wariin.criteria.OscalDocument.Property;

/// What we rely on in a catalogue beyond its form: ids, references, dates, and the properties of our namespace.
final class OscalRules {

    /// The namespace of our properties and parts.
    static final String NS = "https://trust-register.example/ns/oscal";

    static final Set<String> METHODS = Set.of("EXAMINE", "INTERVIEW", "TEST");

    /// OSCAL's token: a name without colons.
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}.\\-_]*");
    private static final Pattern OSCAL_VERSION = Pattern.compile("1\\.[0-9]{1,2}\\.[0-9]{1,2}");
    private static final LocalDate SOME_DAY = LocalDate.of(2026, 1, 1);

    private final Set<String> ids = new HashSet<>();

    private OscalRules() {}

    /// @return what the catalogue says, if it may be taken
    static Contents require(OscalDocument document) {
        var rules = new OscalRules();
        rules.header(document);
        rules.collect(document.nodes());
        rules.references("metadata", document.links());
        rules.all(document.nodes());
        var contents = contents(document);
        if (contents.targets().isEmpty()) {
            throw new OscalRefused(
                    "審査対象がありません。class が target のグループか、target プロパティを持つ基準が必要です。",
                    "The catalogue has no target: it needs a group of class “target” or criteria with a “target” property.");
        }
        return contents;
    }

    private static Contents contents(OscalDocument document) {
        try {
            var contents = Contents.of(document);
            var prefixes = new HashSet<String>();
            for (var target : contents.targets()) {
                if (!prefixes.add(target.numberPrefix())) {
                    throw refused(
                            target.code(), "登録番号の接頭辞が他の対象と同じです", "has the same registration prefix as another target");
                }
            }
            return contents;
        } catch (IllegalArgumentException unfit) {
            throw new OscalRefused(
                    "審査対象の設定が正しくありません(" + unfit.getMessage() + ")。",
                    "The settings of a target do not fit: " + unfit.getMessage() + ".");
        }
    }

    private void header(OscalDocument document) {
        if (!OSCAL_VERSION.matcher(document.oscalVersion()).matches()) {
            throw new OscalRefused("OSCAL 1.x のカタログではありません。", "The catalogue says that it is not of OSCAL 1.x.");
        }
        if (document.version().length() > 60) {
            throw new OscalRefused("版の名前は60文字までです。", "A version has at most 60 characters.");
        }
        try {
            OffsetDateTime.parse(document.lastModified());
        } catch (DateTimeParseException wrong) {
            throw new OscalRefused(
                    "last-modified は時差つきの日時でなければなりません。", "“last-modified” must be a date and time with an offset.");
        }
        for (var property : document.properties()) property("metadata", property);
    }

    private void collect(List<Node> nodes) {
        for (var node : nodes) {
            var id = node.id();
            if (id != null) {
                if (node.kind() != Kind.RESOURCE && !TOKEN.matcher(id).matches()) {
                    throw new OscalRefused(
                            "IDに使えない文字があります:「" + OscalReader.shortened(id) + "」",
                            "An id has a character that OSCAL does not allow: “" + OscalReader.shortened(id) + "”.");
                }
                if (!ids.add(id)) {
                    throw new OscalRefused(
                            "ID「" + OscalReader.shortened(id) + "」が2回使われています。",
                            "The id “" + OscalReader.shortened(id) + "” is used twice.");
                }
            }
            collect(node.children());
        }
    }

    private void all(List<Node> nodes) {
        for (var node : nodes) {
            var where = String.valueOf(node.id());
            for (var property : node.properties()) property(where, property);
            references(where, node.links());
            if ((node.kind() == Kind.CONTROL || node.kind() == Kind.GROUP) && node.title() == null) {
                throw refused(where, "title がありません", "has no title");
            }
            if (node.kind() == Kind.CONTROL) control(where, node);
            all(node.children());
        }
    }

    private void control(String where, Node node) {
        var statement = node.children(Kind.PART).stream()
                .filter(part -> "statement".equals(part.name()))
                .findFirst();
        if (statement.isEmpty() || Texts.whole(statement.get()).isBlank()) {
            throw refused(where, "statement の本文がありません", "has no statement with words");
        }
        var gating = Texts.property(node, "gating").orElse("mandatory");
        if (!gating.equals("mandatory") && !gating.equals("conditional")) {
            throw refused(
                    where, "gating は mandatory か conditional です", "has a “gating” other than mandatory or conditional");
        }
        if (gating.equals("conditional") && Texts.property(node, "applies-when").isEmpty()) {
            throw refused(where, "conditional なのに applies-when がありません", "is conditional but has no “applies-when”");
        }
        if (Texts.properties(node, "auto-check").size() > 1) {
            throw refused(where, "auto-check は1つまでです", "has more than one “auto-check”");
        }
    }

    private static void property(String where, Property property) {
        if (!TOKEN.matcher(property.name()).matches()) {
            throw refused(where, "プロパティ名が正しくありません", "has a property whose name OSCAL does not allow");
        }
        if (!NS.equals(property.ns())) return;
        var value = property.value();
        var fits = switch (property.name()) {
            case "evidence-max-age", "validity", "surveillance", "renewal-opens" -> isPeriod(value);
            case "target" -> value.matches("[a-z][a-z0-9-]{0,31}");
            case "auto-check" -> value.matches("[a-z][a-z0-9-]{0,63}");
            case "registration-prefix" -> value.matches("[A-Z][A-Z0-9]{0,11}");
            case "service-type" -> isWholeUri(value);
            case "maps-to" -> property.type() != null;
            default -> true;
        };
        if (fits) return;
        var shown = property.name() + " = " + OscalReader.shortened(value);
        throw refused(where, "プロパティの値が正しくありません(" + shown + ")", "has a value that does not fit: " + shown);
    }

    private void references(String where, List<Link> links) {
        for (var link : links) {
            if (link.href().startsWith("#") && !ids.contains(link.href().substring(1))) {
                throw refused(
                        where,
                        "リンク先がありません(" + OscalReader.shortened(link.href()) + ")",
                        "has a link to something that is not in the file: " + OscalReader.shortened(link.href()));
            }
        }
    }

    private static boolean isPeriod(String text) {
        try {
            return SOME_DAY.plus(Period.parse(text)).isAfter(SOME_DAY);
        } catch (DateTimeException | ArithmeticException none) {
            return false;
        }
    }

    private static boolean isWholeUri(String text) {
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static OscalRefused refused(String where, String ja, String en) {
        var shown = OscalReader.shortened(where);
        return new OscalRefused("「" + shown + "」: " + ja + "。", "“" + shown + "” " + en + ".");
    }
}
