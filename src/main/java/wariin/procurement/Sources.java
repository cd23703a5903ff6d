package wariin.procurement;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.tsl.ListVerdict;
import wariin.tsl.TrustedList;
import wariin.tsl.TrustedListValidator;

/// Takes files of facts in: trusted lists of others, the CCADB, and the schemes that are recognised.
@Service
public class Sources {

    private static final int LARGEST_LIST = 64 << 20;

    private final SourceStore store;
    private final Facts facts;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Sources(SourceStore store, Facts facts, Journal journal, TransactionTemplate transactions, Clock clock) {
        this.store = store;
        this.facts = facts;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Every source as it stands now.
    public List<SourceStanding> standings() {
        return facts.current().standings(clock.instant());
    }

    public List<Equivalence> equivalences() {
        return store.equivalences();
    }

    /// A list with the certificates of its signers, which count from the first list of a source on: whoever brings
    /// another list of that source brings no other signers.
    public SourceImport importList(String code, byte[] xml, byte[] signers, String actor) {
        if (!code.matches("[a-z][a-z0-9-]{1,39}")
                || List.of("jts", "eu", "webtrust", "etsi", "ccadb").contains(code)) {
            return SourceImport.Refused.of(
                    "リストの名前は英小文字・数字・ハイフンで付けてください(jts などは使えません)。",
                    "Name the list in small letters, digits and hyphens (jts and the like are taken).");
        }
        if (xml.length == 0 || xml.length > LARGEST_LIST) {
            return SourceImport.Refused.of("リストのファイルがないか、大きすぎます。", "The file of the list is missing or too large.");
        }
        var sha256 = ListFiles.sha256(xml);
        var outcome = transactions.execute(_ -> takeList(code, xml, sha256, signers, actor));
        facts.forget();
        return outcome;
    }

    private SourceImport takeList(String code, byte[] xml, String sha256, byte[] signers, String actor) {
        var now = clock.instant();
        var before = store.sourceOf(sha256);
        if (before.isPresent()) return new SourceImport.Known(before.get(), sha256);
        var known = store.signers(code);
        var trusted = certificates(known.orElse(signers));
        if (trusted.isEmpty()) {
            return SourceImport.Refused.of(
                    "リストに署名する者の証明書(PEMまたはDER)を添えてください。", "Add the certificate of the list's signer (PEM or DER).");
        }
        return switch (TrustedListValidator.judgeForeign(xml, trusted, now, store.lastSequence(code))) {
            case ListVerdict.Refused(var faults) ->
                new SourceImport.Refused(
                        faults.stream().map(ListFiles::words).distinct().toList());
            case ListVerdict.Accepted(var list) -> {
                if (known.isEmpty()) store.addSource(code, signers, now, actor);
                store.addList(code, list, sha256, xml, now, actor);
                journal.append(new Act(
                        "procurement-list-imported",
                        code,
                        actor,
                        Map.of("sha256", sha256, "sequence", String.valueOf(list.sequence()))));
                yield new SourceImport.Imported(code, sha256, services(list));
            }
        };
    }

    private static int services(TrustedList list) {
        return list.providers().stream()
                .mapToInt(provider -> provider.services().size())
                .sum();
    }

    /// A CCADB file; the same file again changes nothing.
    public SourceImport importCcadb(byte[] file, String actor) {
        try {
            return switch (CcadbFile.read(new ByteArrayInputStream(file))) {
                case CcadbFile.Reading.Wrong(var sentence) -> new SourceImport.Refused(List.of(sentence));
                case CcadbFile.Reading.Read(var ccadb) -> {
                    var packed = packed(file);
                    var now = clock.instant();
                    var added = transactions.execute(_ -> keep(ccadb, packed, now, actor));
                    facts.forget();
                    yield added
                            ? new SourceImport.Imported("ccadb", ccadb.sha256(), ccadb.rows())
                            : new SourceImport.Known("ccadb", ccadb.sha256());
                }
            };
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private boolean keep(Ccadb ccadb, byte[] packed, Instant now, String actor) {
        if (!store.addCcadb(ccadb, packed, now, actor)) return false;
        var rows = String.valueOf(ccadb.rows());
        journal.append(new Act("procurement-ccadb-imported", ccadb.sha256(), actor, Map.of("rows", rows)));
        return true;
    }

    public void recognise(Equivalence equivalence, String actor) {
        transactions.executeWithoutResult(_ -> {
            store.add(equivalence, clock.instant(), actor);
            journal.append(new Act(
                    "scheme-recognised",
                    equivalence.id().toString(),
                    actor,
                    Map.of("source", equivalence.source(), "as", equivalence.as())));
        });
        facts.forget();
    }

    private static List<X509Certificate> certificates(byte[] bytes) {
        var found = new ArrayList<X509Certificate>();
        if (bytes.length == 0) return found;
        try {
            var factory = CertificateFactory.getInstance("X.509");
            for (var certificate : factory.generateCertificates(new ByteArrayInputStream(bytes))) {
                found.add((X509Certificate) certificate);
            }
        } catch (CertificateException | ClassCastException _) {
            return List.of();
        }
        return found;
    }

    private static byte[] packed(byte[] file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(file);
        }
        return bytes.toByteArray();
    }
}
