package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTests {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/contracts", "/contracts/1?x=%2F%2Fevil.example&y=1#part"})
    void leadsWithinThisSite(String path) {
        assertThat(ReturnPath.isSafe(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "contracts",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/\t/evil.example",
                "/a\r\nSet-Cookie: x",
                " /contracts"
            })
    void leadsNowhereElse(String path) {
        assertThat(ReturnPath.isSafe(path)).isFalse();
        assertThat(ReturnPath.orElse(path, "/contracts")).isEqualTo("/contracts");
    }
}
