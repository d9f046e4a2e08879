package org.plateau.nn.checkpoint.torch;

import java.util.List;
import org.plateau.nn.checkpoint.WeightFileException;

/** What a pickle may refer to beyond plain values. */
interface PickleBuilder {
  /**
   * A class or function by name.
   *
   * @throws WeightFileException for every name that is not allowed, naming it
   */
  Object global(String module, String name) throws WeightFileException;

  /** The value that calling an allowed global would give. */
  Object reduce(Object global, List<Object> arguments) throws WeightFileException;

  /** The value behind a persistent id. */
  Object persistent(Object id) throws WeightFileException;
}
