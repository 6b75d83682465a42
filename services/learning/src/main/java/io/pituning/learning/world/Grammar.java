package io.pituning.learning.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules that make English-like text; the notation is explained at the head of {@code english.grammar}. */
final class Grammar {
    /** The rules shipped beside this class. */
    static final Grammar ENGLISH = read(List.of("english.grammar", "tasks.grammar"));

    private static final Pattern ARTICLE = Pattern.compile("\\ba (?=[aeio]|un(?!i)|ug)");

    private final Map<String, List<Template>> rules;

    private Grammar(Map<String, List<Template>> rules) {
        this.rules = rules;
    }

    /** Text, or a place where another rule's text goes; {@code key} is "" where each use may differ. */
    private record Part(String text, String rule, String key) {}

    private record Template(List<Part> parts) {
        private static final Pattern REFERENCE = Pattern.compile("\\{([a-z-]+)(#\\d)?}");

        static Template parse(String source) {
            List<Part> parts = new ArrayList<>();
            Matcher matcher = REFERENCE.matcher(source);
            int end = 0;
            while (matcher.find()) {
                parts.add(new Part(source.substring(end, matcher.start()), "", ""));
                parts.add(new Part(
                        "", matcher.group(1), matcher.group(2) == null ? "" : matcher.group(1) + matcher.group(2)));
                end = matcher.end();
            }
            parts.add(new Part(source.substring(end), "", ""));
            return new Template(List.copyOf(parts));
        }
    }

    private static Grammar read(List<String> resources) {
        Map<String, StringBuilder> sources = new LinkedHashMap<>();
        resources.forEach(resource -> addSources(resource, sources));
        return parse(sources);
    }

    private static void addSources(String resource, Map<String, StringBuilder> sources) {
        try (InputStream stream = Grammar.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            StringBuilder current = new StringBuilder();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (Character.isWhitespace(line.charAt(0))) {
                    current.append(line);
                } else {
                    int colon = line.indexOf(':');
                    current = new StringBuilder(line.substring(colon + 1));
                    if (sources.put(line.substring(0, colon), current) != null) {
                        throw new IllegalStateException(
                                "the rule " + line.substring(0, colon) + " stands twice in " + resource);
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Grammar parse(Map<String, StringBuilder> sources) {
        Map<String, List<Template>> rules = new LinkedHashMap<>();
        sources.forEach((name, source) -> rules.put(
                name,
                Pattern.compile("\\|")
                        .splitAsStream(source)
                        .map(String::strip)
                        .map(Template::parse)
                        .toList()));
        rules.forEach((name, templates) -> templates.stream()
                .flatMap(template -> template.parts().stream())
                .filter(part -> !part.rule().isEmpty() && !rules.containsKey(part.rule()))
                .forEach(part -> {
                    throw new IllegalStateException(
                            "the rule " + name + " uses {" + part.rule() + "}, which does not exist");
                }));
        return new Grammar(rules);
    }

    /** A text by this rule. */
    String text(String rule, Dice dice) {
        return text(rule, dice, new LinkedHashMap<>());
    }

    /** A text by this rule; names bound before keep their words, others are added to {@code bound}. */
    String text(String rule, Dice dice, Map<String, String> bound) {
        StringBuilder result = new StringBuilder();
        write(dice.pick(alternatives(rule)), dice, bound, result);
        return withArticles(result.toString());
    }

    /** A text by this rule that is not the unwanted one. */
    String other(String rule, String unwanted, Dice dice) {
        String text = unwanted;
        while (text.equals(unwanted)) {
            text = text(rule, dice);
        }
        return text;
    }

    /**
     * Two texts made by one alternative of the rule, which must hold {@code ~} between them.
     *
     * @param same whether they say the same; otherwise the second is, as often as not, of another matter altogether, or it differs in one or
     *     two of the words it shares with the first
     */
    List<String> pair(String rule, boolean same, Dice dice) {
        Template template = dice.pick(alternatives(rule));
        Map<String, String> bound = new LinkedHashMap<>();
        String[] halves = written(template, dice, bound).split(" ~ ");
        if (same) {
            return List.of(halves[0], halves[1]);
        }
        if (dice.chance(0.5)) {
            Template other = dice.pickOther(alternatives(rule), List.of(template));
            return List.of(
                    halves[0], written(other, dice, new LinkedHashMap<>()).split(" ~ ")[1]);
        }
        List<String> keys = new ArrayList<>(new TreeSet<>(bound.keySet()));
        String second = halves[1];
        while (second.equals(halves[1])) {
            Map<String, String> changed = new LinkedHashMap<>(bound);
            dice.draw(keys, Math.min(keys.size(), dice.between(1, 2))).forEach(changed::remove);
            second = written(template, dice, changed).split(" ~ ")[1];
        }
        return List.of(halves[0], second);
    }

    /** The words of a rule whose alternatives are plain words. */
    List<String> words(String rule) {
        return alternatives(rule).stream()
                .map(template -> template.parts().get(0).text())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** This grammar with one rule replaced by another, wherever it is used. */
    Grammar replacing(String rule, String byRule) {
        Map<String, List<Template>> changed = new LinkedHashMap<>(rules);
        changed.put(rule, alternatives(byRule));
        return new Grammar(changed);
    }

    Set<String> names() {
        return rules.keySet();
    }

    private String written(Template template, Dice dice, Map<String, String> bound) {
        StringBuilder result = new StringBuilder();
        write(template, dice, bound, result);
        return withArticles(result.toString());
    }

    private void write(Template template, Dice dice, Map<String, String> bound, StringBuilder result) {
        for (Part part : template.parts()) {
            if (part.rule().isEmpty()) {
                result.append(part.text());
            } else if (part.key().isEmpty()) {
                write(dice.pick(alternatives(part.rule())), dice, bound, result);
            } else {
                String known = bound.get(part.key());
                if (known == null) {
                    known = written(dice.pick(alternatives(part.rule())), dice, bound);
                    bound.put(part.key(), known);
                }
                result.append(known);
            }
        }
    }

    private List<Template> alternatives(String rule) {
        List<Template> found = rules.get(rule);
        if (found == null) {
            throw new IllegalArgumentException("there is no rule " + rule);
        }
        return found;
    }

    static String withArticles(String text) {
        return ARTICLE.matcher(text).replaceAll("an ");
    }
}
