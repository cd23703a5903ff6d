package wariin.trustlist.web;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import wariin.site.SiteSettings;
import wariin.trustlist.IssueSummary;
import wariin.trustlist.IssueSummary.State;
import wariin.trustlist.TrustedLists;

/// New lists as a feed, for whoever wants to be told (RFC 4287).
@RestController
class ListFeed {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final int MOST = 50;

    private final TrustedLists lists;
    private final SiteSettings site;
    private final MessageSource messages;

    ListFeed(TrustedLists lists, SiteSettings site, MessageSource messages) {
        this.lists = lists;
        this.site = site;
        this.messages = messages;
    }

    @GetMapping("/tl/feed.atom")
    ResponseEntity<byte[]> feed(Locale locale) throws XMLStreamException {
        var issued = lists.history(MOST).stream()
                .filter(issue -> issue.state() == State.ISSUED)
                .toList();
        if (issued.isEmpty()) throw ListFiles.unknown();
        return ResponseEntity.ok()
                .header("Content-Type", "application/atom+xml;charset=UTF-8")
                .header("Vary", "Accept-Language, Cookie")
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePrivate())
                .body(written(issued, locale));
    }

    private byte[] written(List<IssueSummary> issued, Locale locale) throws XMLStreamException {
        var text = new StringWriter();
        var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(ATOM);
        element(xml, "id", site.url("/tl/feed.atom"));
        element(xml, "title", words("trustlist.feed.title", locale));
        element(xml, "updated", issued.getFirst().issued().toString());
        link(xml, "self", site.url("/tl/feed.atom"));
        link(xml, "alternate", site.url("/tl/list"));
        xml.writeStartElement("author");
        element(xml, "name", words("site.name", locale));
        xml.writeEndElement();
        for (var issue : issued) entry(xml, issue, locale);
        xml.writeEndElement();
        xml.writeEndDocument();
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void entry(XMLStreamWriter xml, IssueSummary issue, Locale locale) throws XMLStreamException {
        var page = site.url("/tl/list/" + issue.sequence());
        xml.writeStartElement("entry");
        element(xml, "id", page);
        element(xml, "title", words("trustlist.feed.entry", locale, Long.toString(issue.sequence())));
        element(xml, "updated", issue.issued().toString());
        link(xml, "alternate", page);
        element(xml, "summary", words("trustlist.cause." + issue.cause(), locale) + " SHA-256 " + issue.sha256());
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }

    private String words(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
