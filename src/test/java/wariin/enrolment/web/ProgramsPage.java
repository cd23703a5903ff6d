package wariin.enrolment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;
import wariin.enrolment.ProgramDesk;
import wariin.identity.Person;

/// The programs page of a new desk after its officer made a key, as it was shown.
final class ProgramsPage {

    static final String DOMAIN = "examples.example.jp";
    private static final Pattern BLOCK = Pattern.compile("<pre class=\"signed\"[^>]*>(.*?)</pre>", Pattern.DOTALL);
    private static final Pattern DOCUMENTED = Pattern.compile("```\n(certbot certonly .*?)```", Pattern.DOTALL);

    private final ProgramDesk.Open desk;
    private final String body;

    ProgramsPage(ProgramDesk desks, String profile, String protocol) {
        desk = desks.open(profile, DOMAIN);
        var made = ask(desk, protocol);
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        body = made.body();
    }

    static Person.Answer ask(ProgramDesk.Open desk, String protocol) {
        var rule = desk.rule().id().toString();
        return desk.browser()
                .person()
                .post(
                        "/desk/" + desk.id() + "/programs",
                        "name",
                        "P",
                        "rule",
                        rule,
                        "protocol",
                        protocol,
                        "days",
                        "30");
    }

    List<String> commands() {
        var all = new ArrayList<String>();
        var blocks = BLOCK.matcher(body);
        while (blocks.find()) all.add(HtmlUtils.htmlUnescape(blocks.group(1)));
        assertThat(all).isNotEmpty();
        return all;
    }

    /// What docs/enrolment.md shows after the first certificate, for this installation.
    List<String> documented(String baseUrl) throws IOException {
        var block = DOCUMENTED.matcher(Files.readString(Path.of("docs/enrolment.md")));
        assertThat(block.find()).isTrue();
        var filled = block.group(1)
                .replace("https://sign.example.jp", baseUrl)
                .replace("DESK", desk.id().toString())
                .replace("printer.example.jp", "device." + DOMAIN);
        var later = List.of(filled.substring(filled.indexOf("certbot renew")).split("\n"));
        assertThat(later).hasSize(2);
        return later;
    }
}
