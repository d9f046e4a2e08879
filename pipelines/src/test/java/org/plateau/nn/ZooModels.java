package org.plateau.nn;

import java.util.List;
import java.util.stream.Stream;
import org.plateau.models.ModelCatalogue;
import org.plateau.models.ModelSpec;
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
}
