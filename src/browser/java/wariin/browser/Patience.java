package wariin.browser;

import com.microsoft.playwright.assertions.LocatorAssertions;

/// How long people wait for a page on a busy machine.
final class Patience {

    private static final double LONGEST = 120_000;

    static final LocatorAssertions.IsVisibleOptions VISIBLE =
            new LocatorAssertions.IsVisibleOptions().setTimeout(LONGEST);
    static final LocatorAssertions.IsEnabledOptions ENABLED =
            new LocatorAssertions.IsEnabledOptions().setTimeout(LONGEST);
    static final LocatorAssertions.HasTextOptions TEXT = new LocatorAssertions.HasTextOptions().setTimeout(LONGEST);

    private Patience() {}
}
