package wariin.company;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The well-known old and rare forms of kanji in names, each with the one letter that people type for it.
/// One to one only; the whole table of some 60,000 forms is for a search engine, not for this.
final class KanjiVariants {

    private static final Map<Integer, Integer> USUAL = read();

    private KanjiVariants() {}

    static int usual(int letter) {
        return letter < 0x3400 ? letter : USUAL.getOrDefault(letter, letter);
    }

    private static Map<Integer, Integer> read() {
        try (var file = KanjiVariants.class.getResourceAsStream("/company/kanji-variants.txt")) {
            if (file == null) throw new IllegalStateException("The table of kanji is missing");
            var table = new HashMap<Integer, Integer>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split("\\s+")))
                    .filter(pair -> !pair.isEmpty())
                    .forEach(pair -> {
                        var letters = pair.codePoints().toArray();
                        table.put(letters[0], letters[1]);
                    });
            return Map.copyOf(table);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
