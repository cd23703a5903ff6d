package wariin.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;
import wariin.keys.CryptographicModule;
import wariin.keys.WrappedSecrets;

/// Whoever wraps a secret has it found by a rotation. A new caller or a new column fails here first: contribute a
/// {@link WrappedSecrets} for its table, add it to {@link Everything}, and name it below.
@DatabaseTest
@TestPropertySource(properties = {"wariin.test.platform=rotation", "wariin.custody.interval=PT24H"})
class NothingForgottenTests {

    /// Who wraps, and the table in which the result rests; the rotation wraps for all.
    private static final Map<String, String> WRITERS = new TreeMap<>(Map.ofEntries(
            entry("wariin.keys.AuthorityKeys", "keys_key"),
            entry("wariin.keys.SubscriberKeys", "keys_key"),
            entry("wariin.keys.KeyRotation", ""),
            entry("wariin.vault.OwnerKeys", "vault_owner_key"),
            entry("wariin.identity.TotpSecrets", "identity_totp"),
            entry("wariin.identity.Providers", "identity_provider"),
            entry("wariin.enrolment.EnrolmentSecrets", "enrolment_key"),
            entry("wariin.enrolment.acme.Nonces", "enrolment_secret")));

    @Autowired
    List<WrappedSecrets> tables;

    @Autowired
    JdbcTemplate sql;

    @Test
    void everyCallerThatWrapsHasATableThatIsWalked() {
        var platform = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("wariin");
        var callers = platform.stream()
                .flatMap(one -> one.getCodeUnitAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isAssignableTo(CryptographicModule.class))
                .filter(access -> access.getName().equals("wrap"))
                .map(JavaCodeUnitAccess::getOriginOwner)
                .map(NothingForgottenTests::outermost)
                .collect(Collectors.toSet());

        assertThat(callers).containsExactlyInAnyOrderElementsOf(WRITERS.keySet());
        assertThat(tables.stream().map(WrappedSecrets::table))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(WRITERS.values().stream()
                        .filter(table -> !table.isEmpty())
                        .distinct()
                        .toList());
    }

    @Test
    void everyTableThatNamesAKeyEncryptionKeyIsWalked() {
        var named = sql.queryForList("""
                select table_name from information_schema.columns
                where table_schema = 'public' and column_name in ('kek', 'wrapped_by', 'wrapped_under')
                """, String.class);

        assertThat(tables.stream().map(WrappedSecrets::table)).containsExactlyInAnyOrderElementsOf(named);
    }

    private static String outermost(JavaClass one) {
        return one.getEnclosingClass().map(NothingForgottenTests::outermost).orElse(one.getName());
    }
}
