package wariin.ceremony;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import wariin.keys.RootToken;
import wariin.keys.TokenIdentity;

/// Which token is meant by what was typed: one that the module sees, by its place or its label.
final class TokenOptions {
    private TokenOptions() {}

    static Optional<RootKeys.Choice> choice(PkiOptions options) {
        if (options.value("--token").isPresent()) {
            return Optional.of(new RootKeys.Choice(module(options), one(options), options.all("--in-token")));
        }
        for (var other : List.of("--slot", "--label", "--in-token", "--pin-file")) {
            if (!options.all(other).isEmpty()) throw new Refused(other + " is for a token: name its --token MODULE");
        }
        return Optional.empty();
    }

    static Path module(PkiOptions options) {
        return Path.of(options.needed("--token"));
    }

    static TokenIdentity one(PkiOptions options) {
        var all = RootToken.in(module(options));
        var label = options.value("--label");
        var slot = options.value("--slot");
        var meant = new ArrayList<TokenIdentity>();
        for (var n = 0; n < all.size(); n++) {
            var place = Integer.toString(n);
            if (slot.map(place::equals).orElse(true)
                    && label.map(all.get(n).label()::equals).orElse(true)) {
                meant.add(all.get(n));
            }
        }
        if (meant.size() == 1) return meant.getFirst();
        throw new Refused("Not exactly one token is meant: name it with --label or --slot. "
                + (all.isEmpty() ? "There is none with the module." : "There are " + listed(all)));
    }

    private static String listed(List<TokenIdentity> all) {
        return all.stream().map(TokenIdentity::toString).collect(Collectors.joining(", "));
    }
}
