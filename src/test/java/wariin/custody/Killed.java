package wariin.custody;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import wariin.keys.CryptographicModule;

/// The end of a process at a chosen moment, as far as what it leaves behind is concerned.
final class Killed extends Error {

    /// Right before or right after the n-th call of a method of the module.
    record Moment(String method, int call, boolean after) {

        @Override
        public String toString() {
            return (after ? "after " : "before ") + method + " " + call;
        }
    }

    private Killed(Moment moment) {
        super(moment.toString());
    }

    static CryptographicModule at(Moment moment, CryptographicModule module) {
        var calls = new AtomicInteger();
        return (CryptographicModule) Proxy.newProxyInstance(
                Killed.class.getClassLoader(), new Class<?>[] {CryptographicModule.class}, (_, method, arguments) -> {
                    var now = method.getName().equals(moment.method) && calls.incrementAndGet() == moment.call;
                    if (now && !moment.after) throw new Killed(moment);
                    try {
                        var result = method.invoke(module, arguments);
                        if (now) throw new Killed(moment);
                        return result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
