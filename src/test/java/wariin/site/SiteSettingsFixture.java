package wariin.site;

/// A site at an address of the test's choosing.
public final class SiteSettingsFixture {

    private SiteSettingsFixture() {}

    public static SiteSettings at(String baseUrl) {
        return new SiteSettings(baseUrl, 8080);
    }
}
