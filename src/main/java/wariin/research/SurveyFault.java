package wariin.research;

/// What is wrong with a survey file, and where: row 1 is the header; row 0 is the file as a whole.
public record SurveyFault(long row, String reason, String shown) {

    private static final int LONGEST = 60;

    public SurveyFault {
        shown = shown.replace('\u0000', '\uFFFD');
        if (shown.length() > LONGEST) shown = shown.substring(0, LONGEST) + "…";
    }
}
