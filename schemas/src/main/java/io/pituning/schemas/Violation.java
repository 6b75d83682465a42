package io.pituning.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a schema validator found, in a person's words. */
final class Violation {
    private static final int LONGEST_VALUE_SHOWN = 60;

    private Violation() {}

    /** Whether the finding is a field the schema does not know. */
    static boolean isUnknownField(ValidationMessage message) {
        return message.getType().equals("unevaluatedProperties");
    }

    /** One sentence that names the field and says what is wrong with it. */
    static String sentence(Class<?> event, ValidationMessage message) {
        String place = place(message);
        if (isUnknownField(message)) {
            return "Field '" + join(place, message.getProperty()) + "' is unknown; the fields allowed there are "
                    + fields(event, place) + ".";
        }
        return switch (message.getType()) {
            case "required" -> "Field '" + join(place, message.getProperty()) + "' is missing.";
            case "false" -> "Field '" + place + "' cannot be combined with the fields beside it.";
            default -> subject(place, message.getInstanceNode()) + ": " + message.getError() + ".";
        };
    }

    private static String subject(String place, JsonNode value) {
        if (place.isEmpty()) {
            return "The record";
        }
        boolean shown = value.isValueNode() && value.toString().length() <= LONGEST_VALUE_SHOWN;
        return "Field '" + place + "'" + (shown ? " is " + value : "");
    }

    /** The field's place as a person writes it: {@code /neighbors/0/task} becomes {@code neighbors[0].task}. */
    private static String place(ValidationMessage message) {
        return message.getInstanceLocation()
                .toString()
                .replaceAll("/(\\d+)", "[$1]")
                .replaceFirst("^/", "")
                .replace('/', '.');
    }

    private static String join(String place, String field) {
        return place.isEmpty() ? field : place + "." + field;
    }

    private static String fields(Class<?> event, String place) {
        Class<?> type = event;
        for (String step : place.isEmpty() ? new String[0] : place.split("\\.")) {
            type = component(type, step);
        }
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", "));
    }

    private static Class<?> component(Class<?> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no component " + name))
                .getType();
    }
}
