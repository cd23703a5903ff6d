package wariin.register;

/// Where a provider is, as a trusted list says it in both languages (TS 119 612, 5.4.3).
///
/// @param ja the whole address in Japanese, from prefecture to building; empty when only the English one is known
/// @param country two capital letters
public record PostalAddress(
        String ja, String street, String locality, String region, String postalCode, String country) {

    public PostalAddress {
        if (street.isBlank() || locality.isBlank() || !country.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("An address has a street, a town and the two letters of its country");
        }
    }

    /// The address in one English line.
    public String line() {
        var last = (region + " " + postalCode).strip();
        return street + ", " + locality + (last.isEmpty() ? "" : ", " + last) + ", " + country;
    }
}
