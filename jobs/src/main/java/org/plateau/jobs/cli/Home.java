package org.plateau.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.models.ModelCatalogue;

/** Where Plateau's own files lie: submit.sh names its folder by PLATEAU_HOME. */
public final class Home {
  private static final String VARIABLE = "PLATEAU_HOME";
  private static final String PROPERTY = "plateau.home";

  private Home() {}

  /** The folder of the checkout or installation, absolute. */
  public static Path folder() {
    String given = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    return Path.of(given == null ? "" : given).toAbsolutePath().normalize();
  }

  /**
   * The folder {@code conf}.
   *
   * @throws UserException if it is not there
   */
  public static Path conf() {
    Path conf = folder().resolve("conf");
    if (!Files.isRegularFile(conf.resolve("plateau.conf"))) {
      throw new UserException(
          "%s = %s: has no conf/plateau.conf; start by submit.sh, or set %s to Plateau's folder"
              .formatted(VARIABLE, folder(), VARIABLE));
    }
    return conf;
  }

  /** The models of {@code conf/models} and of the user's configuration. */
  public static ModelCatalogue catalogue(LoadedConfig loaded) {
    return ModelCatalogue.load(conf().resolve("models"), loaded.file());
  }
}
