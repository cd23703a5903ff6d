package wariin.company;

/// The address of a company's head office, in Japanese and, where the source gives it, in English.
///
/// @param outside the address of a foreign company, or of a Japanese one outside the country
public record CompanyAddress(
        String postCode,
        String prefecture,
        String city,
        String street,
        String outside,
        String enPrefecture,
        String enCity,
        String enOutside) {

    /// On one line, as it is written in Japan.
    public String line() {
        return prefecture.isEmpty() && city.isEmpty() ? outside : prefecture + city + street;
    }

    /// On one line in English; empty where the source has no English address.
    public String enLine() {
        if (enCity.isEmpty()) return enOutside;
        return enPrefecture.isEmpty() ? enCity : enCity + ", " + enPrefecture;
    }
}
