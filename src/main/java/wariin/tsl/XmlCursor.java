package wariin.tsl;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import wariin.tsl.ListVerdict.Code;
import wariin.tsl.ListVerdict.Fault;

/// Walks through XML that may be hostile, element by element, in the order that a schema prescribes. No document type,
/// no entities, limited in size and depth.
final class XmlCursor {
    static final int MOST_BYTES = 64 << 20;
    private static final int MOST_DEPTH = 60;

    private final XMLStreamReader reader;
    private int depth;

    private XmlCursor(XMLStreamReader reader) {
        this.reader = reader;
    }

    /// Stands on the root element.
    static XmlCursor over(byte[] xml) {
        if (xml.length > MOST_BYTES) throw fault(Code.FORBIDDEN_XML, "");
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            var reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            // Another version or encoding could be read in two ways by two readers (5.1.2).
            var plain = "1.0".equals(reader.getVersion()) || reader.getVersion() == null;
            if (!plain || !"UTF-8".equalsIgnoreCase(reader.getEncoding())) throw fault(Code.FORBIDDEN_XML, "");
            var cursor = new XmlCursor(reader);
            cursor.advance();
            return cursor;
        } catch (XMLStreamException broken) {
            throw fault(Code.NOT_XML, "");
        }
    }

    static MalformedList fault(Code code, String place) {
        return new MalformedList(List.of(new Fault(code, place)));
    }

    boolean at(String namespace, String name) {
        return reader.getEventType() == XMLStreamConstants.START_ELEMENT
                && reader.getLocalName().equals(name)
                && namespace.equals(reader.getNamespaceURI());
    }

    boolean at(String name) {
        return at(Names.TSL, name);
    }

    boolean atElement() {
        return reader.getEventType() == XMLStreamConstants.START_ELEMENT;
    }

    String namespace() {
        var namespace = reader.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    String name() {
        return reader.getLocalName();
    }

    /// Steps into the element that stands here.
    void enter(String name) {
        if (!at(name)) throw misplaced(name);
        advance();
    }

    boolean enterIf(String name) {
        if (!at(name)) return false;
        advance();
        return true;
    }

    void enterAny() {
        advance();
    }

    /// Steps over the end of the element that we are in; nothing may be left in it.
    void leave() {
        if (reader.getEventType() != XMLStreamConstants.END_ELEMENT) throw misplaced("end");
        advance();
    }

    @Nullable
    String attribute(@Nullable String namespace, String name) {
        return reader.getAttributeValue(namespace, name);
    }

    /// The language of the element that stands here, which must have one.
    String language() {
        var language = attribute(Names.XML, "lang");
        if (language == null || language.isBlank()) throw fault(Code.LANGUAGE, place());
        return language.strip();
    }

    /// The text of the element that stands here; stands behind it afterwards.
    String text() {
        try {
            var text = reader.getElementText();
            depth--;
            advance();
            return text;
        } catch (XMLStreamException broken) {
            throw fault(Code.NOT_XML, place());
        }
    }

    String text(String name) {
        if (!at(name)) throw misplaced(name);
        return text();
    }

    @Nullable
    String textIf(String name) {
        return at(name) ? text() : null;
    }

    void skip() {
        var outside = depth - 1;
        do next();
        while (depth > outside);
        advance();
    }

    /// The element that stands here as XML of its own; stands behind it afterwards.
    String copy() {
        var out = new CanonicalXml();
        copyInto(out, "");
        advance();
        return out.toString();
    }

    /// Nothing but comments may follow the root.
    void end() {
        while (reader.getEventType() != XMLStreamConstants.END_DOCUMENT) next();
    }

    String place() {
        return "line " + reader.getLocation().getLineNumber();
    }

    MalformedList misplaced(String expected) {
        var found = switch (reader.getEventType()) {
            case XMLStreamConstants.START_ELEMENT -> reader.getLocalName();
            case XMLStreamConstants.END_ELEMENT -> "end of " + reader.getLocalName();
            default -> "text";
        };
        return fault(Code.NOT_A_LIST, place() + ": " + found + " instead of " + expected);
    }

    /// From the start of an element to its end; attributes of other namespaces are left out.
    private void copyInto(CanonicalXml out, String outerNamespace) {
        var name = name();
        var attributes = new ArrayList<String>();
        if (!namespace().equals(outerNamespace)) attributes.addAll(List.of("xmlns", namespace()));
        for (var n = 0; n < reader.getAttributeCount(); n++) {
            var plain = reader.getAttributeNamespace(n) == null
                    || reader.getAttributeNamespace(n).isEmpty();
            if (plain) attributes.addAll(List.of(reader.getAttributeLocalName(n), reader.getAttributeValue(n)));
        }
        var language = attribute(Names.XML, "lang");
        if (language != null) attributes.addAll(List.of("xml:lang", language));
        var namespace = namespace();
        out.open(name, attributes.toArray(String[]::new));
        next();
        while (reader.getEventType() != XMLStreamConstants.END_ELEMENT) {
            if (atElement()) copyInto(out, namespace);
            else if (reader.isCharacters()) out.text(reader.getText());
            next();
        }
        out.close(name);
    }

    /// To the next element or end of one; what is between must be white space.
    private void advance() {
        do {
            next();
            if (reader.isCharacters() && !reader.getText().isBlank()) throw misplaced("element");
        } while (!reader.isStartElement()
                && !reader.isEndElement()
                && reader.getEventType() != XMLStreamConstants.END_DOCUMENT);
    }

    private void next() {
        try {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw fault(Code.FORBIDDEN_XML, place());
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > MOST_DEPTH) throw fault(Code.FORBIDDEN_XML, place());
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        } catch (XMLStreamException broken) {
            throw fault(Code.NOT_XML, place());
        } catch (NoSuchElementException over) {
            throw fault(Code.NOT_XML, place());
        }
    }
}
