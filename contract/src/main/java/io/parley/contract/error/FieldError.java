package io.parley.contract.error;

/**
 * What is wrong with one field.
 *
 * @param field the field's path in the request, for example {@code receipts[2].read}
 * @param message what is wrong, as a clause that can follow the field's name
 */
public record FieldError(String field, String message) {}
