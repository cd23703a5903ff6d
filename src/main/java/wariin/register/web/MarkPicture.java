package wariin.register.web;

import wariin.register.RegistrationNumber;

/// The mark that a registered service shows: a seal, two lines of words and the number. It is drawn at each request.
final class MarkPicture {

    private static final String FRAME = """
            <svg xmlns="http://www.w3.org/2000/svg" width="240" height="72" viewBox="0 0 240 72" role="img"
             aria-label="%s">
            <rect x=".5" y=".5" width="239" height="71" rx="6" fill="#FFFEFB" stroke="%s"/>
            %s
            <g fill="%s"
             font-family="system-ui,'Segoe UI','Hiragino Sans','Yu Gothic UI','Noto Sans CJK JP',sans-serif">
            <text x="76" y="26" font-size="15" font-weight="600">%s</text>
            <text x="76" y="43" font-size="11">%s</text>
            <text x="76" y="60" font-size="12" font-family="ui-monospace,Consolas,monospace">%s</text>
            </g>
            </svg>
            """;

    private static final String SEAL = """
            <circle cx="38" cy="36" r="26" fill="none" stroke="#C73E3A" stroke-width="3"/>
            <circle cx="38" cy="36" r="21.5" fill="none" stroke="#C73E3A" stroke-width="1"/>
            <path d="M27 37.5l7.5 7.5L50 28" fill="none" stroke="#C73E3A" stroke-width="4.5" stroke-linecap="square"/>""";

    private static final String NO_SEAL = """
            <circle cx="38" cy="36" r="26" fill="none" stroke="#8C867B" stroke-width="2"
             stroke-dasharray="4 4"/>""";

    private MarkPicture() {}

    static String registered(RegistrationNumber number) {
        return FRAME.formatted(
                Svg.text("登録済みトラストサービス / Registered trust service " + number),
                "#C73E3A",
                SEAL,
                "#1B1B1F",
                "登録済みサービス",
                "Registered trust service",
                Svg.text(number.toString()));
    }

    /// The same for a service that was never registered and for one that no longer is: a picture accuses nobody.
    static String notRegistered() {
        return FRAME.formatted(
                "登録されていません / Not registered", "#8C867B", NO_SEAL, "#57534E", "登録されていません", "Not registered", "");
    }
}
