package io.parley.audit.replay;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.function.UnaryOperator;

/**
 * A connection that changes statements before the database sees them. A projection is rebuilt by the very code that fills the one
 * that serves, which names its tables in full.
 */
final class ShadowConnection {

    private ShadowConnection() {}

    static Connection over(Connection connection, UnaryOperator<String> sql) {
        return proxy(Connection.class, connection, sql);
    }

    private static <T> T proxy(Class<T> type, T real, UnaryOperator<String> sql) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object result = invoke(real, method, changed(arguments, method, sql));
            boolean isPlainStatement = method.getName().equals("createStatement");
            return isPlainStatement ? proxy(Statement.class, (Statement) result, sql) : result;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Statements are what is given first, as text, to these; whatever else is called with text is left alone. */
    private static Object[] changed(Object[] arguments, Method method, UnaryOperator<String> sql) {
        if (arguments == null || arguments.length == 0 || !(arguments[0] instanceof String text)) {
            return arguments;
        }
        String name = method.getName();
        if (!name.startsWith("prepare") && !name.startsWith("execute") && !name.equals("addBatch")) {
            return arguments;
        }
        Object[] changed = arguments.clone();
        changed[0] = sql.apply(text);
        return changed;
    }

    private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
