/// The one database: PostgreSQL, embedded by default, any server by URL; refused unless it is durable.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package wariin.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
