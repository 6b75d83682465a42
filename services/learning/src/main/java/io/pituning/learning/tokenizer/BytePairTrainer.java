package io.pituning.learning.tokenizer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Trains a byte-level byte-pair tokenizer (Sennrich et al. 2016; on bytes as in GPT-2, Radford et al. 2019) as a Hugging Face
 * {@code tokenizer.json}.
 *
 * <p>Every text can be encoded: the vocabulary begins with {@link #SPECIALS}, then the location tokens, then one symbol for each byte, then
 * one for each merge. The specials are entries of the vocabulary only, never matched in a text: somebody's sentence that contains {@code </s>}
 * stays a sentence. A location token is matched in a text: that is how a region is written. The same texts give the same file, byte for byte.
 */
public final class BytePairTrainer {
    /** The special tokens; a token's number is its place in this list. */
    public static final List<String> SPECIALS = List.of("<s>", "<pad>", "</s>", "<unk>");

    /** How the byte-level pre-tokenizer splits (GPT-2's expression). */
    private static final Pattern SPLIT = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern LOCATION = Pattern.compile("<bin_\\d+>");

    private static final String[] SYMBOLS = byteSymbols();
    private static final int RAREST_MERGE = 2;

    private final int vocabularySize;
    private final List<String> locations;

    /**
     * @param vocabularySize most entries of the vocabulary, specials, locations and bytes included; fewer when the texts give no more
     * @param locations how many location tokens there are, {@code <bin_0>} and so on, as OFA names them
     * @throws IllegalArgumentException when it leaves no room for the specials, the locations and the 256 bytes
     */
    public BytePairTrainer(int vocabularySize, int locations) {
        if (vocabularySize < SPECIALS.size() + locations + SYMBOLS.length) {
            throw new IllegalArgumentException("a vocabulary of " + vocabularySize + " has no room for all bytes");
        }
        this.vocabularySize = vocabularySize;
        this.locations = IntStream.range(0, locations)
                .mapToObj(number -> "<bin_" + number + ">")
                .toList();
    }

    /** A pair of neighboring symbols; ordered, so that among equally frequent pairs the same one always comes first. */
    private record Pair(String left, String right) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byLeft = left.compareTo(other.left);
            return byLeft != 0 ? byLeft : right.compareTo(other.right);
        }
    }

    /** A distinct word of the texts, as symbols, with its number of occurrences. */
    private record Word(List<String> symbols, long count) {}

    /** Trains on these texts; the content of a {@code tokenizer.json}. */
    public String train(Stream<String> texts) {
        List<Word> words = words(texts);
        List<String> vocabulary = new ArrayList<>(SPECIALS);
        vocabulary.addAll(locations);
        vocabulary.addAll(List.of(SYMBOLS));
        List<Pair> merges = new ArrayList<>();
        while (vocabulary.size() < vocabularySize) {
            Optional<Pair> best = mostFrequent(words);
            if (best.isEmpty()) {
                break;
            }
            Pair pair = best.get();
            String joined = pair.left() + pair.right();
            merges.add(pair);
            // Two different merges can make the same symbol ("a"+"bc", "ab"+"c"); it has one number.
            if (!vocabulary.contains(joined)) {
                vocabulary.add(joined);
            }
            words.replaceAll(word -> merged(word, pair, joined));
        }
        return json(vocabulary, merges);
    }

    private static List<Word> words(Stream<String> texts) {
        Map<String, Long> counts = new TreeMap<>();
        texts.forEach(text -> {
            String lower = LOCATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
            Matcher matcher = SPLIT.matcher(lower.startsWith(" ") ? lower : " " + lower);
            while (matcher.find()) {
                counts.merge(matcher.group(), 1L, Long::sum);
            }
        });
        List<Word> words = new ArrayList<>();
        counts.forEach((word, count) -> {
            List<String> symbols = new ArrayList<>();
            for (byte each : word.getBytes(StandardCharsets.UTF_8)) {
                symbols.add(SYMBOLS[each & 0xff]);
            }
            words.add(new Word(symbols, count));
        });
        return words;
    }

    private static Optional<Pair> mostFrequent(List<Word> words) {
        Map<Pair, Long> counts = new HashMap<>();
        for (Word word : words) {
            for (int i = 0; i + 1 < word.symbols().size(); i++) {
                counts.merge(new Pair(word.symbols().get(i), word.symbols().get(i + 1)), word.count(), Long::sum);
            }
        }
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= RAREST_MERGE)
                .max(Map.Entry.<Pair, Long>comparingByValue()
                        .thenComparing(Map.Entry.<Pair, Long>comparingByKey().reversed()))
                .map(Map.Entry::getKey);
    }

    private static Word merged(Word word, Pair pair, String joined) {
        List<String> symbols = word.symbols();
        if (!symbols.contains(pair.left())) {
            return word;
        }
        List<String> result = new ArrayList<>(symbols.size());
        for (int i = 0; i < symbols.size(); i++) {
            boolean match = i + 1 < symbols.size()
                    && symbols.get(i).equals(pair.left())
                    && symbols.get(i + 1).equals(pair.right());
            result.add(match ? joined : symbols.get(i));
            i += match ? 1 : 0;
        }
        return new Word(result, word.count());
    }

    private String json(List<String> vocabulary, List<Pair> merges) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("version", "1.0").putNull("truncation").putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        for (int place = 0; place < locations.size(); place++) {
            added.addObject()
                    .put("id", SPECIALS.size() + place)
                    .put("content", locations.get(place))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", false);
        }
        root.putObject("normalizer").put("type", "Lowercase");
        byteLevel(root.putObject("pre_tokenizer"));
        root.putNull("post_processor");
        byteLevel(root.putObject("decoder"));
        ObjectNode model = root.putObject("model");
        model.put("type", "BPE").putNull("dropout").put("unk_token", "<unk>");
        model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode numbers = model.putObject("vocab");
        for (int number = 0; number < vocabulary.size(); number++) {
            numbers.put(vocabulary.get(number), number);
        }
        ArrayNode lines = model.putArray("merges");
        merges.forEach(pair -> lines.add(pair.left() + " " + pair.right()));
        return root.toPrettyString() + "\n";
    }

    private static void byteLevel(ObjectNode node) {
        node.put("type", "ByteLevel")
                .put("add_prefix_space", true)
                .put("trim_offsets", true)
                .put("use_regex", true);
    }

    /** A printable character for each byte: itself where it is printable, otherwise the next free one from U+0100 on (as GPT-2 does). */
    private static String[] byteSymbols() {
        String[] symbols = new String[256];
        int next = 256;
        for (int each = 0; each < 256; each++) {
            boolean printable = each >= '!' && each <= '~' || each >= 0xa1 && each <= 0xac || each >= 0xae;
            symbols[each] = Character.toString(printable ? each : next++);
        }
        return symbols;
    }
}
