package wariin.tsl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// XML as a tree, for the check of signatures only, and the little that it needs of a tree.
final class Dom {
    private Dom() {}

    /// A document type is refused before anything in it is looked at.
    static Document parse(byte[] xml) throws SAXException {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<Element> children(Element parent) {
        var children = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) children.add(element);
        }
        return children;
    }

    static List<Element> children(Element parent, String namespace, String name) {
        return children(parent).stream()
                .filter(child -> name.equals(child.getLocalName()) && namespace.equals(child.getNamespaceURI()))
                .toList();
    }

    /// How many elements call themselves by this identifier, however they spell it.
    static int withId(Document document, String id) {
        var count = 0;
        Node node = document.getDocumentElement();
        while (node != null) {
            if (node instanceof Element element && calledBy(element, id)) count++;
            node = following(node);
        }
        return count;
    }

    private static boolean calledBy(Element element, String id) {
        if (!element.hasAttributes()) return false;
        var attributes = element.getAttributes();
        for (var n = 0; n < attributes.getLength(); n++) {
            var attribute = attributes.item(n);
            if (attribute.getLocalName().equalsIgnoreCase("id")
                    && attribute.getNodeValue().equals(id)) return true;
        }
        return false;
    }

    /// The next node in the order of the document.
    private static @Nullable Node following(Node node) {
        if (node.getFirstChild() != null) return node.getFirstChild();
        var at = node;
        while (at != null && at.getNextSibling() == null) at = at.getParentNode();
        return at == null ? null : at.getNextSibling();
    }

    /// Says nothing on standard error; whoever asked gets the exception.
    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException exception) {}

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
