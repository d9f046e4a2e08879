package org.plateau.nn;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.plateau.models.ModelCatalogue;
import org.plateau.models.ModelSpec;
import org.plateau.nn.input.Batch;
import org.plateau.testing.Golden;
import org.plateau.testing.SharedData;

/** The catalogue's models whose networks are built, by how long a test of them takes. */
final class ZooModels {
  /** Seconds of a test at most. */
  static final List<String> SMALL =
      List.of(
          "IS09-s-mlp",
          "IS10-s-mlp",
          "IS11-s-mlp",
          "IS12-s-mlp",
          "IS13-s-mlp",
          "IS16-s-mlp",
          "eGeMAPS-s-mlp",
          "IS09-d-lstm",
          "IS10-d-lstm",
          "IS11-d-lstm",
          "IS12-d-lstm",
          "IS13-d-lstm",
          "IS16-d-lstm",
          "eGeMAPS-d-lstm",
          "CRNN18",
          "CRNN19",
          "EfficientNet");

  static final int CLASSES = 4;

  private static final double SECONDS = 1;

  /** Too long for every build. */
  static final List<String> LARGE =
      List.of(
          "Resnet50",
          "CNN14",
          "ConvNeXtt",
          "ETDNN",
          "AST",
          "Swint",
          "AlexNet",
          "VGG11",
          "VGG13",
          "VGG16",
          "VGG19",
          "ConvNeXts",
          "ConvNeXtb",
          "ConvNeXtl",
          "Swins",
          "Swinb");

  private static final ModelCatalogue CATALOGUE =
      ModelCatalogue.load(SharedData.root().resolve("conf/models"));

  private ZooModels() {}

  static Stream<String> small() {
    return SMALL.stream();
  }

  /** All large ones, or those that -Dplateau.golden.models=A,B names. */
  static Stream<String> large() {
    String chosen = System.getProperty("plateau.golden.models");
    return chosen == null ? LARGE.stream() : Stream.of(chosen.split(","));
  }

  static Stream<String> all() {
    return Stream.concat(small(), large());
  }

  static ModelSpec spec(String model) {
    return CATALOGUE.spec(model);
  }

  static NetworkFactory factory(String model) {
    return Networks.factory(spec(model).architecture());
  }

  /** A network of four classes with weights drawn from this seed. */
  static Network create(NDManager manager, String model, long seed) {
    return factory(model).create(manager, CLASSES, spec(model).options(), seed);
  }

  /** Clips of one second, a noise each, of the classes in turn. */
  static Batch clips(String model, int count) {
    long[] clip = factory(model).clipShape(spec(model).options(), SECONDS);
    long[] shape = new long[clip.length + 1];
    shape[0] = count;
    System.arraycopy(clip, 0, shape, 1, clip.length);
    int size = Math.toIntExact(new Shape(shape).size());
    int[] labels = new int[count];
    for (int row = 0; row < count; row++) {
      labels[row] = row % CLASSES;
    }
    return new Batch(Golden.signal("contract", "clips", size, 1), shape, labels);
  }
}
