package wariin.x509;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A to-be-signed body that a test takes apart, spoils, and puts together again, octet by octet.
final class EditableBody {
    static final int UTF8 = 0x0c;
    static final int PRINTABLE = 0x13;
    static final int IA5 = 0x16;

    record Attribute(String oid, int tag, byte[] value) {
        static Attribute utf8(String oid, String value) {
            return new Attribute(oid, UTF8, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    record Extension(String oid, boolean critical, byte[] value) {}

    byte[] version;
    byte[] serial;
    byte[] algorithm;
    byte[] issuer;
    byte[] notBefore;
    byte[] notAfter;
    byte[] subject;
    byte[] key;
    byte[] uniqueIdentifier = {};
    List<Extension> extensions = new ArrayList<>();
    /// Extensions that are not written in the usual way.
    List<byte[]> oddExtensions = new ArrayList<>();

    static EditableBody of(byte[] toBeSigned) {
        var body = new EditableBody();
        var fields = DerReader.over(toBeSigned).into(Der.SEQUENCE);
        body.version = fields.element();
        body.serial = fields.element();
        body.algorithm = fields.element();
        body.issuer = fields.element();
        var times = fields.into(Der.SEQUENCE);
        body.notBefore = times.element();
        body.notAfter = times.element();
        body.subject = fields.element();
        body.key = fields.element();
        var list = fields.into(Der.CONTEXT + 3).into(Der.SEQUENCE);
        while (list.hasMore()) {
            var extension = list.into(Der.SEQUENCE);
            body.extensions.add(new Extension(
                    extension.oid(),
                    extension.hasNext(Der.BOOLEAN) && extension.bool(),
                    extension.contents(Der.OCTET_STRING)));
        }
        return body;
    }

    byte[] encoded() {
        var list = new ArrayList<byte[]>();
        for (var each : extensions) list.add(Der.extension(each.oid(), each.critical(), each.value()));
        list.addAll(oddExtensions);
        var all = list.isEmpty() ? new byte[0] : Der.of(Der.CONTEXT + 3, Der.sequence(list.toArray(byte[][]::new)));
        return Der.sequence(
                version,
                serial,
                algorithm,
                issuer,
                Der.sequence(notBefore, notAfter),
                subject,
                key,
                uniqueIdentifier,
                all);
    }

    /// Each part of the name has one attribute.
    static byte[] name(List<Attribute> attributes) {
        return Der.sequence(attributes.stream()
                .map(each -> Der.of(Der.SET, Der.sequence(Der.oid(each.oid()), Der.of(each.tag(), each.value()))))
                .toArray(byte[][]::new));
    }

    static List<Attribute> attributes(byte[] name) {
        var attributes = new ArrayList<Attribute>();
        var parts = DerReader.over(name).into(Der.SEQUENCE);
        while (parts.hasMore()) {
            var pair = parts.into(Der.SET).into(Der.SEQUENCE);
            var oid = pair.oid();
            var tag = pair.tag();
            attributes.add(new Attribute(oid, tag, pair.contents(tag)));
        }
        return attributes;
    }

    boolean has(String oid) {
        return extensions.stream().anyMatch(each -> each.oid().equals(oid));
    }

    boolean subjectHas(String oid) {
        return attributes(subject).stream().anyMatch(each -> each.oid().equals(oid));
    }

    void replaceAttribute(String oid, Attribute by) {
        subject = name(attributes(subject).stream()
                .map(each -> each.oid().equals(oid) ? by : each)
                .toList());
    }

    void addAttribute(Attribute attribute) {
        var all = attributes(subject);
        all.add(attribute);
        subject = name(all);
    }

    void removeAttribute(String oid) {
        subject = name(attributes(subject).stream()
                .filter(Predicate.not(each -> each.oid().equals(oid)))
                .toList());
    }

    void put(String oid, byte[] value) {
        var old = extensions.stream().filter(each -> each.oid().equals(oid)).findFirst();
        var critical = old.map(Extension::critical).orElse(false);
        remove(oid);
        extensions.add(new Extension(oid, critical, value));
    }

    void edit(String oid, UnaryOperator<byte[]> value) {
        for (var n = 0; n < extensions.size(); n++) {
            var each = extensions.get(n);
            if (each.oid().equals(oid))
                extensions.set(n, new Extension(oid, each.critical(), value.apply(each.value())));
        }
    }

    void remove(String oid) {
        extensions.removeIf(each -> each.oid().equals(oid));
    }

    void turnCritical(String oid) {
        for (var n = 0; n < extensions.size(); n++) {
            var each = extensions.get(n);
            if (each.oid().equals(oid)) extensions.set(n, new Extension(oid, !each.critical(), each.value()));
        }
    }

    byte[] value(String oid) {
        return extensions.stream()
                .filter(each -> each.oid().equals(oid))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
