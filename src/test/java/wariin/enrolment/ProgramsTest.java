package wariin.enrolment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;
import wariin.database.TestDatabase;

/// A test of programs against one platform that they share: it has a desk for each test and a mail server.
@DatabaseTest
@Import({ProgramDesk.class, TestMail.DomainKey.class})
@ContextConfiguration(initializers = {TestDatabase.class, TestMail.class})
@TestPropertySource(properties = "wariin.test.platform=enrolment")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ProgramsTest {}
