package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import wariin.pdf.ByteSource;

class BlankedTests {

    private final ByteSource blanked = new Blanked(
            ByteSource.of("0123<abcd>56<ef>".getBytes(StandardCharsets.US_ASCII)),
            List.of(new Blanked.Hole(5, 4), new Blanked.Hole(13, 2)));

    @Test
    void showsZerosWhereSignaturesAre() throws IOException {
        assertThat(read(0, 16)).isEqualTo("0123<0000>56<00>");
    }

    @Test
    void blanksPiecesThatBeginOrEndWithinASignature() throws IOException {
        assertThat(read(6, 2)).isEqualTo("00");
        assertThat(read(8, 6)).isEqualTo("0>56<0");
    }

    private String read(long position, int count) throws IOException {
        var into = new byte[count];
        blanked.read(position, into, 0, count);
        return new String(into, StandardCharsets.US_ASCII);
    }
}
