package wariin.validation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The objects of a PDF (ISO 32000-2, 7.3), as they stand in the file: nothing is repaired and nothing is resolved.
sealed interface Cos {

    record Name(String value) implements Cos {}

    /// A number; 1 and 1.0 are the same.
    record Num(double value) implements Cos {}

    record Bool(boolean value) implements Cos {}

    record Null() implements Cos {}

    record Ref(int number, int generation) implements Cos {}

    record Arr(List<Cos> items) implements Cos {}

    /// A string, and where it stands from the opening delimiter to behind the closing one.
    record Str(byte[] value, boolean hex, int start, int end) implements Cos {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Str that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }

    /// A dictionary; {@code repeated} when a key stands twice in it, which two readers may understand in two ways.
    record Dict(Map<String, Cos> entries, boolean repeated) implements Cos {
        @Nullable
        Cos get(String key) {
            return entries.get(key);
        }

        boolean is(String key, String name) {
            return entries.get(key) instanceof Name(var value) && value.equals(name);
        }

        Dict without(java.util.Collection<String> keys) {
            var rest = new LinkedHashMap<>(entries);
            rest.keySet().removeAll(keys);
            return new Dict(rest, repeated);
        }
    }

    /// A stream: its dictionary and where its data stands, undecoded.
    record Stream(Dict dict, int start, int length) implements Cos {}

    /// Visits every reference inside, without following it.
    default void references(Consumer<Ref> visitor) {
        switch (this) {
            case Ref ref -> visitor.accept(ref);
            case Arr(var items) -> items.forEach(item -> item.references(visitor));
            case Dict dict -> dict.entries().values().forEach(value -> value.references(visitor));
            case Stream stream -> stream.dict().references(visitor);
            case Name _, Num _, Bool _, Null _, Str _ -> {}
        }
    }

    /// The dictionary of a dictionary or of a stream.
    static @Nullable Dict dictOf(@Nullable Cos object) {
        return switch (object) {
            case Dict dict -> dict;
            case Stream stream -> stream.dict();
            case null, default -> null;
        };
    }
}
