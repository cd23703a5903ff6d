package wariin.inspection.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import wariin.identity.CurrentUser;
import wariin.inspection.Inspections;
import wariin.inspection.OwnServices;

/// Makes the platform's own services the first applicants as soon as its operator is there, after the page is sent.
@Configuration(proxyBeanMethods = false)
class FirstApplicants implements WebMvcConfigurer, HandlerInterceptor {

    private static final Logger log = LoggerFactory.getLogger(FirstApplicants.class);

    private final OwnServices services;
    private final Inspections inspections;

    FirstApplicants(OwnServices services, Inspections inspections) {
        this.services = services;
        this.inspections = inspections;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception broken) {
        if (services.complete()) return;
        if (!(request.getUserPrincipal() instanceof Authentication who)) return;
        if (!(who.getPrincipal() instanceof CurrentUser user) || !user.operator()) return;
        try {
            services.describe(user);
            inspections.replan();
        } catch (RuntimeException failed) {
            log.atWarn().setCause(failed).log("Own services could not be described; the next visit tries again");
        }
    }
}
