package io.parley.api;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.PropertySource;

/**
 * The whole edge, for an application to import. Its features are found by scanning this package; everything below is
 * package-private but what features share. {@code edge.properties} holds defaults that every application's own settings
 * override.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
@ConfigurationPropertiesScan
@PropertySource("classpath:io/parley/api/edge.properties")
public class ApiConfiguration {}
