package wariin.validation;

import java.util.List;

/// A statement about a signature, to be said in the reader's language by {@link Wording}.
///
/// @param key the message, without its prefix, for example {@code reason.HASH_FAILURE}
public record Finding(String key, List<String> arguments) {

    public Finding {
        arguments = List.copyOf(arguments);
    }

    public static Finding of(String key, Object... arguments) {
        return new Finding(key, List.of(arguments).stream().map(String::valueOf).toList());
    }
}
