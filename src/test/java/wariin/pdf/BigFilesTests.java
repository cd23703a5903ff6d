package wariin.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("heavy")
class BigFilesTests {

    @TempDir
    Path folder;

    @Test
    void signsTwoHundredMegabytesInThirtyTwoOfHeap() throws Exception {
        var file = folder.resolve("big.pdf");
        BigFile.write(file, 100, 2 << 20);

        var told = BigFile.signInChild(file, folder.resolve("increments"), 32);
        Files.write(file, Files.readAllBytes(folder.resolve("increments")), StandardOpenOption.APPEND);

        System.out.println("200 MB: " + told.strip());
        assertThat(Files.size(file)).isGreaterThan(200L << 20);
        assertThat(RevisionCheck.of(ByteSource.of(file))).noneMatch(f -> f.kind() == RevisionFinding.Kind.MODIFIED);
        assumeTrue(Judges.present());
        assertThat(Judges.pdfsig(file).text()).contains("Signature is Valid");
    }

    @Test
    void signsAThousandPages() throws Exception {
        for (var upload : List.of(TestPdfs.table(1000), TestPdfs.compressed(1000))) {
            var start = System.nanoTime();
            var signing = new Signing(ByteSource.of(upload), List.of(new FieldPlace("A", 999, 50, 50, 60, 60)));
            signing.sign(0, Signing.PKI.signer, true, true);
            signing.stamp();
            System.out.printf("1,000 pages: %d ms%n", (System.nanoTime() - start) / 1_000_000);
            assertThat(PdfFile.open(signing.file()).pageCount()).isEqualTo(1000);
            assumeTrue(Judges.present());
            var file = Files.write(folder.resolve("pages.pdf"), signing.bytes());
            assertThat(Judges.qpdf(file).status()).isZero();
            assertThat(Judges.pdfsig(file).text()).contains("Signature is Valid");
        }
    }
}
