package wariin.research;

/// How one line differs from another without its colour: by its dashes and by the shape of its points.
record SeriesStyle(int number) {

    private static final String[] COLOURS = {"#2B4C7E", "#A8302D", "#26633A", "#7A4F00", "#57534E", "#1B1B1F"};
    private static final String[] DASHES = {"", "7 4", "2 3", "9 3 2 3", "12 4", "4 2"};
    private static final String[] SHAPES = {
        "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
        "M-3.6-3.6h7.2v7.2h-7.2z",
        "M0-5L4.8 3.6h-9.6z",
        "M0-5L5 0L0 5L-5 0z",
        "M0 5L4.8-3.6h-9.6z",
        "M-5-1.2h3.8v-3.8h2.4v3.8h3.8v2.4h-3.8v3.8h-2.4v-3.8h-3.8z"
    };

    static SeriesStyle of(int place) {
        return new SeriesStyle(place % COLOURS.length);
    }

    String colour() {
        return COLOURS[number];
    }

    String dashes() {
        return DASHES[number].isEmpty() ? "" : " stroke-dasharray=\"" + DASHES[number] + "\"";
    }

    String shape() {
        return SHAPES[number];
    }
}
