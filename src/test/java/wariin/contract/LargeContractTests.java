package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// A contract of 200 MB goes the same way as a small one.
@Tag("heavy")
@ContractTest
class LargeContractTests {

    private static final int WIDTH = 8000;
    private static final int HEIGHT = 8333;

    @Autowired
    Walk walk;

    @TempDir
    Path folder;

    @Test
    void concludes200Megabytes() throws Exception {
        var file = scan(folder.resolve("scan.pdf"));
        var anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        Contract draft;
        try (var in = Files.newInputStream(file)) {
            draft = Walk.done(walk.drafts().upload(anna.user(), "scan.pdf", in));
        }
        var sender = new Draft.Side(true, "", "", null, Locale.ENGLISH, Walk.place(0));
        var terms = new Contract.Terms("Scan", null, "JPY", null, Contract.Order.SEQUENTIAL, "");
        Walk.done(walk.drafts()
                .save(anna.user(), draft.id(), new Draft(terms, List.of(sender, ben.side(Walk.place(1))))));
        Walk.done(walk.drafts().send(anna.user(), draft.id()));

        walk.sign(anna, draft.id());
        var whole = walk.sign(ben, draft.id());

        assertThat(whole.state()).isEqualTo(ContractState.CONCLUDED);
        var concluded = folder.resolve("concluded.pdf");
        try (var in =
                walk.files().concluded(ben.user(), draft.id()).orElseThrow().open()) {
            Files.copy(in, concluded);
        }
        assertThat(said("pdfsig", "-nocert", concluded.toString()).split("Signature is Valid", -1))
                .hasSize(3);
    }

    /// One page with one picture of noise, as a scanner without compression would make it.
    private static Path scan(Path file) throws IOException {
        var length = WIDTH * HEIGHT * 3;
        var objects = List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
                "<</Length 25>>stream\nq 595 0 0 842 0 0 cm/I Do\nendstream",
                "<</Type/XObject/Subtype/Image/Width " + WIDTH + "/Height " + HEIGHT
                        + "/ColorSpace/DeviceRGB/BitsPerComponent 8/Length " + length + ">>stream\n");
        try (var out = Files.newOutputStream(file)) {
            var xref = new StringBuilder("xref\n0 6\n0000000000 65535 f \n");
            var position = write(out, "%PDF-1.7\n");
            for (var n = 0; n < objects.size(); n++) {
                xref.append("%010d 00000 n \n".formatted(position));
                position += write(out, (n + 1) + " 0 obj\n" + objects.get(n));
                if (n == 4) {
                    var noise = new Random(1);
                    var row = new byte[WIDTH * 3];
                    for (var y = 0; y < HEIGHT; y++) {
                        noise.nextBytes(row);
                        out.write(row);
                    }
                    position += length + write(out, "\nendstream");
                }
                position += write(out, "\nendobj\n");
            }
            write(out, xref + "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n" + position + "\n%%EOF\n");
        }
        return file;
    }

    private static long write(OutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        out.write(bytes);
        return bytes.length;
    }

    private static String said(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
