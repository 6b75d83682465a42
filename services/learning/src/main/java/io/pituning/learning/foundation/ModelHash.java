package io.pituning.learning.foundation;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The SHA-256 of a model's files, one after the other, without holding any of them. */
final class ModelHash {
    private ModelHash() {}

    /**
     * @param files in the order that makes the hash: configuration, weights, tokenizer
     * @return hexadecimal
     */
    static String of(ModelFiles model, List<String> files) {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 20];
        for (String file : files) {
            try (InputStream stream = new DigestInputStream(model.open(file), digest)) {
                while (stream.read(buffer) >= 0) {
                    // The digest sees what is read.
                }
            } catch (IOException e) {
                throw ModelFailure.malformed(model.name(), "its " + file + " cannot be read to the end", e);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
