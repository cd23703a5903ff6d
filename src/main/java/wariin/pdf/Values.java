package wariin.pdf;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Num;
import wariin.pdf.PdfValue.Ref;
import wariin.pdf.PdfValue.Str;
import wariin.pdf.PdfValue.Stream;

/// Compares values of two revisions and follows their references.
final class Values {

    private static final int OBJECTS = 300_000;

    private Values() {}

    /// Equal as written, references not followed; streams by their bytes.
    static boolean same(PdfReader before, @Nullable PdfValue old, PdfReader after, @Nullable PdfValue now)
            throws PdfRefused {
        if (old == null || now == null) return old == now;
        if (old instanceof Str(var a) && now instanceof Str(var b)) return Arrays.equals(a, b);
        if (old instanceof Num a && now instanceof Num b) return a.toDouble() == b.toDouble();
        if (old instanceof Stream a && now instanceof Stream b) {
            return same(
                            before,
                            a.dict().copy().without("Length"),
                            after,
                            b.dict().copy().without("Length"))
                    && Arrays.equals(before.raw(a), after.raw(b));
        }
        if (old instanceof Array(var a) && now instanceof Array(var b)) {
            if (a.size() != b.size()) return false;
            for (var n = 0; n < a.size(); n++) if (!same(before, a.get(n), after, b.get(n))) return false;
            return true;
        }
        if (old instanceof Dict a && now instanceof Dict b) {
            if (!a.entries().keySet().equals(b.entries().keySet())) return false;
            for (var key : a.entries().keySet()) if (!same(before, a.get(key), after, b.get(key))) return false;
            return true;
        }
        return old.equals(now);
    }

    /// The keys under which two dictionaries differ.
    static Set<String> differences(PdfReader before, Dict old, PdfReader after, Dict now) throws PdfRefused {
        var keys = new HashSet<>(old.entries().keySet());
        keys.addAll(now.entries().keySet());
        var different = new HashSet<String>();
        for (var key : keys) if (!same(before, old.get(key), after, now.get(key))) different.add(key);
        return different;
    }

    /// Every object that can be reached from here, by number; those that are nothing are told apart.
    static Set<Integer> reachable(PdfReader reader, @Nullable PdfValue from, IntConsumer nothing) throws PdfRefused {
        var seen = new HashSet<Integer>();
        var waiting = new ArrayDeque<PdfValue>();
        if (from != null) waiting.push(from);
        while (!waiting.isEmpty() && seen.size() < OBJECTS) {
            switch (waiting.pop()) {
                case Ref(var number, var _) -> {
                    if (!seen.add(number)) continue;
                    if (reader.entry(number) instanceof XrefEntry.Free) nothing.accept(number);
                    else waiting.push(reader.object(number));
                }
                case Array(var items) -> items.forEach(waiting::push);
                case Dict(var entries) -> entries.values().forEach(waiting::push);
                case Stream(var dict, var _) -> waiting.push(dict);
                default -> {}
            }
        }
        return seen;
    }
}
