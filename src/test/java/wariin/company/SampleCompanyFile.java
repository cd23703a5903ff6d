package wariin.company;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Files of made-up companies in the tax agency's thirty columns, for tests.
public final class SampleCompanyFile {

    private final List<String> rows = new ArrayList<>();

    public SampleCompanyFile open(int serial, String name, String updated) {
        return row(serial, name, "", "", "01", updated, "", "", "");
    }

    public SampleCompanyFile closed(int serial, String name, String on) {
        return row(serial, name, "", "", "21", on, on, "01", "");
    }

    /// One row; everything that is not said is as with most companies.
    SampleCompanyFile row(
            int serial,
            String name,
            String furigana,
            String enName,
            String process,
            String changed,
            String closed,
            String cause,
            String successor) {
        var fields = List.of(
                String.valueOf(rows.size() + 1),
                CorporateNumber.sample(serial).value(),
                process,
                "0",
                changed,
                changed,
                name,
                "",
                "301",
                "見本県",
                "見本市",
                "見本町1番" + serial + "号",
                "",
                "",
                "",
                "0000000",
                "",
                "",
                closed,
                cause,
                successor,
                "",
                "2015-10-05",
                "1",
                enName,
                "",
                "",
                "",
                furigana,
                "0");
        return line(fields.stream()
                .map(field -> "\"" + field.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(",")));
    }

    SampleCompanyFile line(String line) {
        rows.add(line);
        return this;
    }

    public InputStream csv() {
        return csv(StandardCharsets.UTF_8);
    }

    InputStream csv(Charset charset) {
        return new ByteArrayInputStream((String.join("\r\n", rows) + "\r\n").getBytes(charset));
    }

    InputStream zip(Charset charset) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("sample.csv.asc"));
            zip.write(1);
            zip.putNextEntry(new ZipEntry("sample.csv"));
            csv(charset).transferTo(zip);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
