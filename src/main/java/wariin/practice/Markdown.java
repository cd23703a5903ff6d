package wariin.practice;

/// Names and words put into Markdown so that they stay words.
final class Markdown {

    private Markdown() {}

    /// For a line or a cell: nothing in it is markup, and it stays one line.
    static String inline(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>#|!~])", "\\\\$1");
    }
}
