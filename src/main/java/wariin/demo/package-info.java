/// The main job, done over HTTP by two sample companies against the running server, as their browsers would do it.
@ApplicationModule(
        allowedDependencies = {
            "assessment",
            "ca",
            "company",
            "criteria",
            "enrolment",
            "identity",
            "inspection",
            "notify",
            "ra",
            "ra::approval",
            "ra::desk",
            "ra::evidence",
            "ra::request",
            "register",
            "trustlist",
            "validation"
        })
@NullMarked
package wariin.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
