package org.plateau.nn;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.plateau.config.UserException;

/** Which parameters of a network training leaves as they are. */
public final class Frozen {
  private static final int NAMES_SHOWN = 3;

  private Frozen() {}

  /**
   * The tensors that are trained.
   *
   * @param patterns names of frozen parameters; {@code *} stands for any text, dots included
   * @return {@link Network#trainable} without them, in the same order
   * @throws UserException if a pattern fits no parameter, or nothing is left to train
   */
  public static Map<String, NDArray> others(Network network, List<String> patterns) {
    Map<String, NDArray> trained = new LinkedHashMap<>(network.trainable());
    for (String pattern : patterns) {
      Predicate<String> fits = names(pattern);
      if (network.parameters().keySet().stream().noneMatch(fits)) {
        throw new UserException(
            "frozen = %s: fits no parameter of the network; they are %s, ...; correct the model's entry"
                .formatted(
                    pattern,
                    String.join(
                        ", ", network.parameters().keySet().stream().limit(NAMES_SHOWN).toList())));
      }
      trained.keySet().removeIf(fits);
    }
    if (trained.isEmpty()) {
      throw new UserException(
          "frozen = %s: leaves no parameter to train; correct the model's entry"
              .formatted(String.join(", ", patterns)));
    }
    return trained;
  }

  private static Predicate<String> names(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString()).asMatchPredicate();
  }
}
