package wariin.company;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.company.NameRegister.Form;

/// Finds companies by a name: first those that begin with it, then those that contain it, each of them once.
@Component
class NameSearch {

    /// Where a page ended: whether among the names that begin so, and behind which.
    record Cursor(boolean beginning, String form, long number) {

        static final Cursor START = new Cursor(true, "", 0);
        static final Cursor CONTAINING = new Cursor(false, "", 0);

        /// Empty where the text is none that we gave out.
        static Optional<Cursor> of(String text) {
            try {
                var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                var parts = plain.split("\u001F", -1);
                if (parts.length != 3 || parts[1].indexOf('\u0000') >= 0) return Optional.empty();
                return Optional.of(new Cursor(parts[0].equals("b"), parts[1], Long.parseLong(parts[2])));
            } catch (IllegalArgumentException notOurs) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            var plain = (beginning ? "b" : "c") + "\u001F" + form + "\u001F" + number;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The numbers of a page, and where the next begins.
    record Found(List<Long> numbers, @Nullable Cursor next) {}

    private final NameRegister names;

    NameSearch(NameRegister names) {
        this.names = names;
    }

    Found search(String folded, Cursor from, int limit) {
        var numbers = new ArrayList<Long>();
        var cursor = from;
        while (true) {
            var batch = read(folded, cursor, limit);
            var best = bestForms(folded, batch);
            for (var form : batch) {
                if (numbers.size() == limit) return new Found(numbers, cursor);
                if (best.contains(form)) numbers.add(form.number());
                cursor = new Cursor(cursor.beginning(), form.form(), form.number());
            }
            if (batch.size() > limit) continue;
            if (!cursor.beginning() || !mayBeInside(folded)) return new Found(numbers, null);
            cursor = Cursor.CONTAINING;
        }
    }

    private List<Form> read(String folded, Cursor cursor, int limit) {
        return cursor.beginning()
                ? names.beginning(folded, cursor.form(), cursor.number(), limit + 1)
                : names.containing(folded, cursor.form(), cursor.number(), limit + 1);
    }

    /// One letter has no pair: a name is found by one letter only if it begins with it.
    private static boolean mayBeInside(String folded) {
        return folded.codePointCount(0, folded.length()) > 1;
    }

    /// A company with several fitting names is shown once, at the first of them.
    private List<Form> bestForms(String folded, List<Form> batch) {
        var order = Comparator.comparing((Form form) -> !form.form().startsWith(folded))
                .thenComparing(form -> form.form().startsWith(folded)
                        ? 0
                        : form.form().codePointCount(0, form.form().length()))
                .thenComparing(form -> form.form().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
        var numbers = batch.stream().map(Form::number).collect(Collectors.toSet());
        return names.of(numbers).stream()
                .filter(form -> form.form().contains(folded))
                .collect(Collectors.groupingBy(Form::number, Collectors.minBy(order)))
                .values()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }
}
