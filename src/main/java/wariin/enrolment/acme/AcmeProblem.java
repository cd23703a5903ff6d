package wariin.enrolment.acme;

import java.util.List;
import java.util.Map;

/// Why a request got no answer (RFC 8555, 6.7): the type for programs, one English sentence for people.
public final class AcmeProblem extends RuntimeException {

    /// The error types of RFC 8555, 6.7 and RFC 9773, 7.4, with the HTTP status that goes with each here.
    public enum Type {
        accountDoesNotExist(400),
        alreadyReplaced(409),
        alreadyRevoked(400),
        badCSR(400),
        badNonce(400),
        badPublicKey(400),
        badRevocationReason(400),
        badSignatureAlgorithm(400),
        conflict(409),
        connection(400),
        externalAccountRequired(403),
        incorrectResponse(403),
        invalidContact(400),
        malformed(400),
        notFound(404),
        orderNotReady(403),
        rateLimited(429),
        rejectedIdentifier(400),
        serverInternal(500),
        unauthorized(403),
        unsupportedContact(400),
        unsupportedIdentifier(400),
        unsupportedMediaType(415),
        userActionRequired(403);

        private final int status;

        Type(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }

        /// Types that the register of RFC 8555 does not know are `malformed` there; the HTTP status says the rest.
        public String urn() {
            var name = switch (this) {
                case conflict, notFound, unsupportedMediaType -> malformed.name();
                default -> name();
            };
            return "urn:ietf:params:acme:error:" + name;
        }
    }

    /// The part of a problem that is about one name.
    public record Part(Type type, Identifier identifier, String detail) {}

    private final Type type;
    private final List<Part> parts;
    private final Map<String, String> headers;

    private AcmeProblem(Type type, String detail, List<Part> parts, Map<String, String> headers) {
        super(detail);
        this.type = type;
        this.parts = List.copyOf(parts);
        this.headers = Map.copyOf(headers);
    }

    public static AcmeProblem of(Type type, String detail) {
        return new AcmeProblem(type, detail, List.of(), Map.of());
    }

    public static AcmeProblem with(Type type, String detail, String header, String value) {
        return new AcmeProblem(type, detail, List.of(), Map.of(header, value));
    }

    public static AcmeProblem about(List<Part> parts) {
        var first = parts.getFirst();
        if (parts.size() == 1) return new AcmeProblem(first.type(), first.detail(), List.of(), Map.of());
        return new AcmeProblem(first.type(), "Several names cannot be certified here", parts, Map.of());
    }

    public Type type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Part> parts() {
        return parts;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /// The object that is sent, and that orders and challenges keep (RFC 9457).
    public Map<String, Object> document() {
        var document = new java.util.LinkedHashMap<String, Object>();
        document.put("type", type.urn());
        document.put("detail", detail());
        document.put("status", type.status());
        if (!parts.isEmpty()) {
            document.put(
                    "subproblems",
                    parts.stream()
                            .map(part -> Map.of(
                                    "type", part.type().urn(),
                                    "detail", part.detail(),
                                    "identifier", part.identifier()))
                            .toList());
        }
        return document;
    }
}
