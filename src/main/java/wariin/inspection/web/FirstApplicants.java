package wariin.inspection.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import wariin.identity.CurrentUser;
import wariin.inspection.Inspections;
import wariin.inspection.OwnServices;

/// Makes the platform's own services the first applicants as soon as its operator is there; no page waits for it.
@Configuration(proxyBeanMethods = false)
class FirstApplicants implements WebMvcConfigurer, HandlerInterceptor {

    private static final Logger log = LoggerFactory.getLogger(FirstApplicants.class);

    private final OwnServices services;
    private final Inspections inspections;
    private final Executor executor;
    private final AtomicBoolean working = new AtomicBoolean();

    FirstApplicants(
            OwnServices services, Inspections inspections, @Qualifier("applicationTaskExecutor") Executor executor) {
        this.services = services;
        this.inspections = inspections;
        this.executor = executor;
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
        if (working.compareAndSet(false, true)) executor.execute(() -> describe(user));
    }

    private void describe(CurrentUser user) {
        try {
            services.describe(user);
            inspections.replan();
        } catch (RuntimeException failed) {
            log.atWarn().setCause(failed).log("Own services could not be described; the next visit tries again");
        } finally {
            working.set(false);
        }
    }
}
