package wariin.procurement;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts the text of a rule into words, signs and values. A comment runs from `#` to the end of its line.
final class RuleTokens {

    /// What a piece of the text is.
    enum Kind {
        WORD,
        VALUE,
        TEXT,
        SIGN,
        WRONG,
        END
    }

    /// A piece of the text and its place, counted from one.
    record Token(Kind kind, String text, int line, int column) {

        boolean end() {
            return kind == Kind.END;
        }

        boolean isA(Vocabulary.Kind wanted) {
            return switch (wanted) {
                case WORD -> kind == Kind.WORD;
                case TEXT -> kind == Kind.TEXT;
                case NUMBER -> kind == Kind.VALUE && text.matches("[0-9]{1,13}");
                case DATE -> kind == Kind.VALUE && isDate(text);
                case OID -> kind == Kind.VALUE && text.matches("[0-2](\\.[0-9]{1,12}){1,30}");
            };
        }

        private static boolean isDate(String text) {
            try {
                LocalDate.parse(text);
                return true;
            } catch (DateTimeParseException _) {
                return false;
            }
        }
    }

    private static final Pattern PIECE = Pattern.compile("(?<space>\\s+|#[^\\n]*)"
            + "|(?<word>[A-Za-z][A-Za-z0-9-]*)"
            + "|(?<value>[0-9][0-9.-]*)"
            + "|\"(?<text>[^\"\\n]*)\""
            + "|(?<sign>!=|<=|>=|[()=<>{},])"
            + "|(?<wrong>.)");

    private RuleTokens() {}

    static List<Token> of(String text) {
        var tokens = new ArrayList<Token>();
        var line = 1;
        var lineStart = 0;
        var piece = PIECE.matcher(text);
        while (piece.find()) {
            if (piece.group("space") == null) {
                tokens.add(token(piece, line, text.codePointCount(lineStart, piece.start()) + 1));
            }
            for (var n = piece.start(); n < piece.end(); n++) {
                if (text.charAt(n) != '\n') continue;
                line++;
                lineStart = n + 1;
            }
        }
        tokens.add(new Token(Kind.END, "", line, text.codePointCount(lineStart, text.length()) + 1));
        return tokens;
    }

    private static Token token(java.util.regex.Matcher piece, int line, int column) {
        if (piece.group("word") != null) return new Token(Kind.WORD, piece.group("word"), line, column);
        if (piece.group("value") != null) return new Token(Kind.VALUE, piece.group("value"), line, column);
        if (piece.group("text") != null) return new Token(Kind.TEXT, piece.group("text"), line, column);
        if (piece.group("sign") != null) return new Token(Kind.SIGN, piece.group("sign"), line, column);
        return new Token(Kind.WRONG, piece.group("wrong"), line, column);
    }
}
