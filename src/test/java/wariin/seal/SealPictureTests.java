package wariin.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wariin.seal.SealRefused.Reason;

class SealPictureTests {

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void takesThePaperOutAndKeepsTheInk(String format) throws IOException {
        var picture = SealPicture.ofUpload(scan(format, 400, 300));

        assertThat(picture.width()).isBetween(140, 170);
        assertThat(picture.height()).isBetween(140, 170);
        assertThat(picture.alpha()[0]).as("corner").isZero();
        var middle = picture.height() / 2 * picture.width() + picture.width() / 2;
        assertThat(picture.alpha()[middle]).as("inside the ring").isZero();
        assertThat(opaque(picture)).isBetween(0.05, 0.4);
    }

    @Test
    void softensTheEdge() throws IOException {
        var picture = SealPicture.ofUpload(scan("png", 400, 300));

        var between = 0;
        for (var alpha : picture.alpha()) {
            between += (alpha & 255) > 0 && (alpha & 255) < 255 ? 1 : 0;
        }
        assertThat(between).isPositive();
    }

    @Test
    void readsBackWhatItKept() throws IOException {
        var picture = SealPicture.ofUpload(scan("png", 400, 300));

        var read = SealPicture.ofKept(picture.png());

        assertThat(read.alpha()).isEqualTo(picture.alpha());
        assertThat(read.rgb()).isEqualTo(picture.rgb());
    }

    @Test
    void shrinksWhatIsFinerThanPrint() throws IOException {
        var picture = SealPicture.ofUpload(scan("png", 3000, 3000));

        assertThat(Math.max(picture.width(), picture.height())).isEqualTo(600);
    }

    @Test
    void refusesABombBeforeDecodingIt() {
        refused(Reason.PICTURE_TOO_LARGE, pngHeader(60_000, 60_000));
    }

    @Test
    void refusesMoreThanTwoMegabytes() {
        refused(Reason.PICTURE_TOO_LARGE, new byte[SealPicture.MOST_BYTES + 1]);
    }

    @Test
    void refusesWhatIsNoPicture() {
        refused(Reason.NOT_A_PICTURE, "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes());
        refused(Reason.NOT_A_PICTURE, "GIF89a and so on".getBytes());
        refused(Reason.NOT_A_PICTURE, pngHeader(100, 100));
        refused(Reason.NOT_A_PICTURE, new byte[0]);
    }

    @Test
    void refusesABlankSheet() throws IOException {
        var image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(0, 0, 0, 0);
        for (var i = 0; i < 40_000; i++) {
            image.setRGB(i % 200, i / 200, 0xF4F1EA);
        }
        refused(Reason.PICTURE_BLANK, encoded(image, "png"));
    }

    private static void refused(Reason reason, byte[] upload) {
        assertThatExceptionOfType(SealRefused.class)
                .isThrownBy(() -> SealPicture.ofUpload(upload))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static double opaque(SealPicture picture) {
        var count = 0.0;
        for (var alpha : picture.alpha()) {
            count += (alpha & 255) > 200 ? 1 : 0;
        }
        return count / picture.alpha().length;
    }

    /// A red ring on greyish paper, a third of the sheet wide.
    static byte[] scan(String format, int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(0xEEECE6));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(new Color(0xC8352E));
        var side = Math.min(width, height) / 2;
        graphics.setStroke(new BasicStroke(side / 20f));
        graphics.drawOval(width / 2 - side / 2, height / 2 - side / 2, side, side);
        graphics.dispose();
        return encoded(image, format);
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static byte[] pngHeader(int width, int height) {
        var header = ByteBuffer.allocate(8 + 4 + 4 + 13 + 4 + 12);
        header.putLong(0x89504E470D0A1A0AL).putInt(13);
        var chunk = ByteBuffer.allocate(17).putInt(0x49484452).putInt(width).putInt(height);
        chunk.put(new byte[] {8, 6, 0, 0, 0});
        var crc = new CRC32();
        crc.update(chunk.array());
        header.put(chunk.array()).putInt((int) crc.getValue());
        header.putInt(0).putInt(0x49444154).putInt(0x35AF061E);
        return header.array();
    }
}
