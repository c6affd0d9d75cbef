package io.parley.infra.serialization;

import io.parley.contract.ParleyEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds the records of the contract on the class path, so that a new one cannot be forgotten. */
final class ContractRecords {

    private static final String ROOT = "io/parley/contract/";

    private ContractRecords() {}

    static List<Class<?>> all() {
        try {
            Resource[] classes =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "**/*.class");
            return Arrays.stream(classes)
                    .<Class<?>>map(ContractRecords::load)
                    .filter(Class::isRecord)
                    .sorted(Comparator.comparing(Class::getName))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Class<?>> events() {
        return all().stream().filter(ParleyEvent.class::isAssignableFrom).toList();
    }

    private static Class<?> load(Resource resource) {
        try {
            String path = resource.getURL().getPath();
            String name = path.substring(path.lastIndexOf(ROOT), path.length() - ".class".length());
            return Class.forName(name.replace('/', '.'), false, ContractRecords.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
