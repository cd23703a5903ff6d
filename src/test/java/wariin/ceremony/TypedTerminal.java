package wariin.ceremony;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Answers as a test says, and keeps what was said.
final class TypedTerminal implements Terminal {
    final List<String> said = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final Deque<String> answers = new ArrayDeque<>();

    @Override
    public void say(String line) {
        said.add(line);
    }

    @Override
    public String ask(String question) {
        asked.add(question);
        return answers.isEmpty() ? "" : answers.pop();
    }

    @Override
    public char[] secret(String question) {
        asked.add(question);
        return answers.isEmpty() ? new char[0] : answers.pop().toCharArray();
    }

    String text() {
        return String.join("\n", said);
    }
}
