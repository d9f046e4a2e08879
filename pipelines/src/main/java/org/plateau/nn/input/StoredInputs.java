package org.plateau.nn.input;

import java.util.List;
import java.util.Map;
import org.plateau.config.UserException;
import org.plateau.nn.Networks;
import org.plateau.packs.PackEntry;
import org.plateau.packs.PackReader;

/** What runs on stored features need to know beside the values. */
public final class StoredInputs {
  private StoredInputs() {}

  /** True if the architecture takes one row a clip, false if it takes frames. */
  public static boolean isStatic(String architecture, Map<String, String> options) {
    return Networks.factory(architecture).clipShape(options, 1).length == 1;
  }

  /**
   * Mean and deviation of each column over all rows of the training clips, clip by clip.
   *
   * @throws UserException if there is no training clip
   */
  public static Standardiser statistics(PackReader pack, List<PackEntry> train) {
    if (train.isEmpty()) {
      throw new UserException("the training split has no clip: standardisation needs at least one");
    }
    return Standardiser.fit(train.get(0).columns(), () -> train.stream().map(pack::values));
  }
}
