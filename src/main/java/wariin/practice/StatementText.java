package wariin.practice;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// Puts the facts into the texts `practice/<document>_<language>.md`, and Markdown into HTML.
@Component
class StatementText {
    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final Parser parser;
    private final HtmlRenderer html;

    StatementText() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("practice/");
        resolver.setSuffix(".md");
        resolver.setTemplateMode(TemplateMode.TEXT);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
        List<Extension> extensions = List.of(TablesExtension.create(), HeadingAnchorExtension.create());
        parser = Parser.builder().extensions(extensions).build();
        html = HtmlRenderer.builder()
                .extensions(extensions)
                .escapeHtml(true) // what operators write is text
                .sanitizeUrls(true)
                .build();
    }

    /// A fact that the text names and nobody gave is a fault of ours and throws.
    String markdown(StatementDocument document, Locale language, Map<String, Object> facts) {
        var context = new Context(language, new HashMap<>(facts));
        var text = engine.process(document.slug() + "_" + language.getLanguage(), context);
        return text.replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n").strip() + "\n";
    }

    /// Tables may be wider than a telephone, and a day or an algorithm in one must not break at its hyphens.
    String html(String markdown) {
        return html.render(parser.parse(markdown))
                .replace("<table>", "<div class=\"wide\"><table>")
                .replace("</table>", "</table></div>")
                .replaceAll("<td>([0-9]{4}-[0-9]{2}-[0-9]{2})</td>", "<td><time>$1</time></td>")
                .replaceAll("<td>((?:ECDSA|RSA|ML-DSA|Ed)[ A-Z0-9-]{0,16})</td>", "<td class=\"whole\">$1</td>");
    }
}
