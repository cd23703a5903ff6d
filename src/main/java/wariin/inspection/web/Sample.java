package wariin.inspection.web;

import java.io.IOException;
import java.util.Optional;
import org.springframework.web.multipart.MultipartFile;

/// An uploaded document that a service has signed: a PDF of at most 2 MB.
record Sample(String name, byte[] content) {

    private static final int LARGEST = 2 * 1024 * 1024;
    private static final int LONGEST_NAME = 120;

    static Optional<Sample> read(MultipartFile file) throws IOException {
        byte[] content;
        try (var stream = file.getInputStream()) {
            content = stream.readNBytes(LARGEST + 1);
        }
        var pdf = content.length > 4 && content[0] == '%' && content[1] == 'P' && content[2] == 'D';
        if (content.length > LARGEST || !pdf) return Optional.empty();
        var given = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var name = given.replaceAll("[\\p{Cntrl}/\\\\]", " ").strip();
        var shown = name.isEmpty() ? "sample.pdf" : name.substring(0, Math.min(LONGEST_NAME, name.length()));
        return Optional.of(new Sample(shown, content));
    }
}
