package wariin.ceremony;

/// Where people see the steps of a ceremony, confirm them and type what only they know.
interface Terminal {

    void say(String line);

    /// What was typed; empty if there is nobody.
    String ask(String question);

    /// Not shown while it is typed; the caller clears it.
    char[] secret(String question);

    /// The one that the program was started from.
    static Terminal ofProcess() {
        return new Terminal() {
            @Override
            public void say(String line) {
                System.out.println(line);
            }

            @Override
            public String ask(String question) {
                var console = System.console();
                var typed = console == null ? null : console.readLine("%s ", question);
                return typed == null ? "" : typed.strip();
            }

            @Override
            public char[] secret(String question) {
                var console = System.console();
                if (console == null || !console.isTerminal()) {
                    throw new Refused("There is no terminal to type on: give --passphrase-file twice, or --pin-file");
                }
                var typed = console.readPassword("%s ", question);
                return typed == null ? new char[0] : typed;
            }
        };
    }
}
