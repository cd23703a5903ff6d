package wariin.tsa;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where most of several statements about the clock agree (Marzullo's algorithm, RFC 5905, 11.2.1).
record Agreement(Duration offset, Duration uncertainty, List<String> members) {

    /// A server's statement: the clock is `offset` behind UTC, give or take `uncertainty`.
    record Statement(String server, Duration offset, Duration uncertainty) {
        Duration from() {
            return offset.minus(uncertainty);
        }

        Duration to() {
            return offset.plus(uncertainty);
        }

        boolean covers(Duration from, Duration to) {
            return from().compareTo(from) <= 0 && to().compareTo(to) >= 0;
        }
    }

    private record Edge(Duration at, int change) {}

    /// The interval that the largest number of statements share, if these are more than half of all servers: one that
    /// says nothing is one that does not agree.
    static Optional<Agreement> of(List<Statement> statements, int servers) {
        var edges = new ArrayList<Edge>();
        for (var statement : statements) {
            edges.add(new Edge(statement.from(), 1));
            edges.add(new Edge(statement.to(), -1));
        }
        edges.sort(Comparator.comparing(Edge::at).thenComparing(Edge::change, Comparator.reverseOrder()));
        var best = 0;
        var depth = 0;
        var from = Duration.ZERO;
        var to = Duration.ZERO;
        for (var n = 0; n < edges.size(); n++) {
            depth += edges.get(n).change();
            if (depth <= best) continue;
            best = depth;
            from = edges.get(n).at();
            to = edges.get(n + 1).at();
        }
        if (2 * best <= servers) return Optional.empty();
        return Optional.of(between(from, to, statements));
    }

    private static Agreement between(Duration from, Duration to, List<Statement> statements) {
        var members = statements.stream()
                .filter(statement -> statement.covers(from, to))
                .map(Statement::server)
                .toList();
        var half = to.minus(from).dividedBy(2);
        return new Agreement(from.plus(half), half, members);
    }
}
