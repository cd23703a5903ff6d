package wariin.practice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.site.Bilingual;

/// The statements in force and those before: what they say follows from the facts, and a changed fact makes a version.
@Service
public class Statements {
    private static final Logger log = LoggerFactory.getLogger(Statements.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z").withZone(ZoneId.of("Asia/Tokyo"));

    /// What a publication is written with.
    @Component("practiceWriting")
    record Writing(TransactionTemplate transactions, Journal journal, Clock clock) {}

    private final FactsInForce facts;
    private final StatementText texts;
    private final StatementRegister register;
    private final Writing writing;

    Statements(FactsInForce facts, StatementText texts, StatementRegister register, Writing writing) {
        this.facts = facts;
        this.texts = texts;
        this.register = register;
        this.writing = writing;
    }

    /// The version in force; the first is published when the platform has started.
    public Statement inForce(StatementDocument document) {
        return register.newest(document).orElseGet(() -> {
            publish(document);
            return register.newest(document).orElseThrow();
        });
    }

    public Optional<Statement> version(StatementDocument document, int version) {
        return register.find(document, version);
    }

    /// The newest first.
    public List<Statement> history(StatementDocument document) {
        return register.all(document);
    }

    /// The statement as HTML without a frame; what people wrote into it is escaped.
    public String html(Statement statement, Locale language) {
        return texts.html(statement.text().in(language));
    }

    /// Publishes what has changed since the last time; called at the start, now and then, and by those who change
    /// facts.
    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
    public void publishChanges() {
        for (var document : StatementDocument.values()) publish(document);
    }

    private void publish(StatementDocument document) {
        var digest = sha256(text(document, 0, ""));
        var now = writing.clock().instant();
        var number = writing.transactions().execute(_ -> {
            register.lock();
            var newest = register.newest(document);
            if (newest.isPresent() && MessageDigest.isEqual(newest.get().digest(), digest)) return 0;
            return add(document, newest.map(Statement::version).orElse(0) + 1, digest, now);
        });
        if (number > 0) {
            log.atInfo()
                    .addKeyValue("document", document)
                    .addKeyValue("version", number)
                    .log("Statement published");
        }
    }

    private int add(StatementDocument document, int version, byte[] digest, Instant now) {
        var text = text(document, version, DAY.format(now));
        var said = Map.of(
                "version", Integer.toString(version),
                "sha256", HexFormat.of().formatHex(sha256(text)));
        var entry = writing.journal().append(new Act("statement-published", document.slug(), "system", said));
        register.add(document, version, digest, text, now, entry);
        return version;
    }

    private Bilingual text(StatementDocument document, int version, String since) {
        return Bilingual.of(
                text(document, Locale.JAPANESE, version, since), text(document, Locale.ENGLISH, version, since));
    }

    private String text(StatementDocument document, Locale language, int version, String since) {
        var all = new HashMap<>(facts.in(language));
        all.put("version", version);
        all.put("since", since);
        return texts.markdown(document, language, all);
    }

    /// Over both languages, so that a change in one is a change.
    private static byte[] sha256(Bilingual text) {
        try {
            var whole = text.ja() + "\0" + text.en();
            return MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
