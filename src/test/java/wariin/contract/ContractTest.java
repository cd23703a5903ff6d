package wariin.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import wariin.database.DatabaseTest;
import wariin.signing.Sweeping;

/// A test on the running platform that walks contracts with two people; all of them share one platform.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DatabaseTest
@Import({Walk.class, BreakableSteps.class, Sweeping.class})
@interface ContractTest {}
