package wariin.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signs every PDF in the folder of the system property `wariin.corpus` and says what became of each.
@Tag("heavy")
class CorpusTests {

    private static final long MILLISECONDS = 2000;

    private enum Outcome {
        SIGNED,
        REFUSED,
        FAILED
    }

    private record Result(String name, Outcome outcome, String detail, boolean peerSigns) {}

    private record Judgement(int qpdf, int valid, int signatures) {}

    @TempDir
    Path folder;

    @Test
    void signsWhatCanBeSignedAndHarmsNothing() throws Exception {
        var corpus = System.getProperty("wariin.corpus");
        assumeTrue(corpus != null && Judges.present());
        new Signing(ByteSource.of(TestPdfs.table(1)), List.of(place(TestPdfs.table(1))))
                .sign(0, Signing.PKI.signer, true, true);
        var results = new ArrayList<Result>();
        try (var files = Files.walk(Path.of(corpus))) {
            for (var file : files.filter(f -> f.toString().toLowerCase().endsWith(".pdf"))
                    .sorted()
                    .toList()) {
                results.add(result(Path.of(corpus).relativize(file).toString(), file));
            }
        }
        print(results);
        // PDFBox also signs what a certification closed to all changes, and so breaks it; that is refused here by
        // rule.
        var closed = results.stream()
                .filter(r -> r.peerSigns && r.detail.startsWith("CHANGES_FORBIDDEN"))
                .count();
        System.out.println("closed by their certification or locks, signed by PDFBox all the same: " + closed);
        var peer = results.stream()
                .filter(r -> r.peerSigns && !r.detail.startsWith("CHANGES_FORBIDDEN"))
                .toList();
        var both = peer.stream().filter(r -> r.outcome == Outcome.SIGNED).count();
        System.out.printf(
                "PDFBox signs %d, of these signed here %d (%.1f %%)%n", peer.size(), both, 100.0 * both / peer.size());
        assertThat(results).noneMatch(result -> result.outcome == Outcome.FAILED);
        assertThat((double) both).isGreaterThanOrEqualTo(0.99 * peer.size());
    }

    private Result result(String name, Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var peer = peerSigns(bytes);
        var start = System.nanoTime();
        try {
            var signing = new Signing(ByteSource.of(file), List.of(place(bytes)));
            signing.signAtOnce(0, Signing.PKI.signer, false, false);
            var milliseconds = (System.nanoTime() - start) / 1_000_000;
            if (milliseconds > MILLISECONDS) return new Result(name, Outcome.FAILED, milliseconds + " ms", peer);
            return judged(name, bytes, signing, peer);
        } catch (PdfRefused e) {
            var milliseconds = (System.nanoTime() - start) / 1_000_000;
            var outcome = milliseconds > MILLISECONDS ? Outcome.FAILED : Outcome.REFUSED;
            return new Result(name, outcome, e.getMessage(), peer);
        } catch (RuntimeException | Error e) {
            return new Result(name, Outcome.FAILED, e + " at " + e.getStackTrace()[0], peer);
        }
    }

    /// A small place in the corner that fits on any page.
    private static FieldPlace place(byte[] bytes) {
        try {
            var size = PdfFile.open(ByteSource.of(bytes)).pageSize(0);
            var width = Math.min(60, size.width() / 2);
            var height = Math.min(60, size.height() / 2);
            return new FieldPlace("Wariin corpus", 0, size.width() / 4, size.height() / 4, width, height);
        } catch (PdfRefused _) {
            return new FieldPlace("Wariin corpus", 0, 10, 10, 60, 60);
        }
    }

    private Result judged(String name, byte[] upload, Signing signing, boolean peer) throws IOException {
        var signed = signing.bytes();
        var repaired = signing.prepared().repaired();
        var begin = repaired.orElse(upload);
        for (var n = 0; n < begin.length; n++) {
            if (signed[n] != begin[n]) return new Result(name, Outcome.FAILED, "changed byte " + n, peer);
        }
        var before = judge(repaired.isPresent() ? begin : upload);
        var after = judge(signed);
        if (after.qpdf > before.qpdf) return new Result(name, Outcome.FAILED, "qpdf " + before + " " + after, peer);
        if (after.valid < before.valid + 1 || after.signatures < before.signatures + 1) {
            return new Result(name, Outcome.FAILED, "pdfsig " + before + " " + after, peer);
        }
        return new Result(name, Outcome.SIGNED, signing.prepared().notices().toString(), peer);
    }

    private Judgement judge(byte[] pdf) throws IOException {
        var file = folder.resolve("judged.pdf");
        Files.write(file, pdf);
        var verdict = Judges.pdfsig(file).text();
        return new Judgement(
                Judges.qpdf(file).status(),
                verdict.split("Signature is Valid", -1).length - 1,
                verdict.split("Signature Type:", -1).length - 1);
    }

    /// Whether PDFBox can append a signature; encrypted files do not count, they are refused here by name.
    private static boolean peerSigns(byte[] bytes) {
        try (var document = Loader.loadPDF(bytes)) {
            if (document.isEncrypted() || document.getNumberOfPages() == 0) return false;
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
            signature.setSignDate(Calendar.getInstance());
            var options = new SignatureOptions();
            options.setPreferredSignatureSize(16384);
            document.addSignature(
                    signature,
                    content -> {
                        var digest = RunningDigestTests.sha256(content.readAllBytes());
                        var attributes = PadesCms.signedAttributes(Signing.PKI.signer.certificate(), digest);
                        return PadesCms.assemble(
                                attributes,
                                Signing.PKI.signer.sign(attributes),
                                "SHA256withECDSA",
                                Signing.PKI.chain(Signing.PKI.signer),
                                null);
                    },
                    options);
            document.saveIncremental(new ByteArrayOutputStream());
            return true;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return false;
        }
    }

    private static void print(List<Result> results) {
        var counts = new TreeMap<Outcome, Integer>();
        for (var result : results) counts.merge(result.outcome, 1, Integer::sum);
        for (var result : results) {
            if (result.outcome == Outcome.SIGNED && result.peerSigns) continue;
            System.out.printf(
                    "%s %s %s%s%n",
                    result.outcome, result.name, result.detail, result.peerSigns ? " [PDFBox signs]" : "");
        }
        System.out.println(Map.copyOf(counts) + " of " + results.size());
    }
}
