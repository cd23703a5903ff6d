package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTests {

    @ParameterizedTest
    @CsvSource({
        "契約書.pdf, 契約書.pdf",
        "../../etc/passwd, passwd.pdf",
        "C:\\Users\\me\\A.PDF, A.pdf",
        "..., contract.pdf",
        "<script>alert(1)</script>.pdf, script.pdf",
        "a\u202Efdp.exe, afdp.exe.pdf",
        "'', contract.pdf"
    })
    void keepOnlyWhatCannotHarm(String given, String safe) {
        assertThat(FileNames.safe(given)).isEqualTo(safe);
    }

    @Test
    void areCutWithoutBreakingACharacter() {
        assertThat(FileNames.safe("𠮷".repeat(300))).isEqualTo("𠮷".repeat(150) + ".pdf");
    }
}
