package org.plateau.stats;

import java.util.List;

/** Offers metrics; registered as a {@link java.util.ServiceLoader} service, extra jars included. */
public interface MetricProvider {
  /** The metrics; no name may occur twice among all providers. */
  List<Metric> metrics();
}
