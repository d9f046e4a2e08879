package org.plateau.report.figures;

import java.util.ArrayList;
import java.util.List;
import org.plateau.report.html.Numbers;

/**
 * A linear axis from data to coordinates, with round tick values.
 *
 * @param low data value at the start
 * @param high data value at the end, > low
 * @param from coordinate of {@code low}
 * @param to coordinate of {@code high}; may be smaller than {@code from}
 * @param step distance of ticks in data units, > 0
 */
public record Axis(double low, double high, double from, double to, double step) {
  public Axis {
    if (!(high > low) || !(step > 0)) {
      throw new IllegalArgumentException(
          "an axis needs low < high and step > 0, found " + low + ", " + high + ", " + step);
    }
  }

  /** An axis that covers the values with about {@code ticks} steps of 1, 2 or 5 times 10^k. */
  public static Axis covering(double least, double most, int ticks, double from, double to) {
    double span = most > least ? most - least : Math.max(Math.abs(least), 1);
    double step = roundStep(span / ticks);
    double low = Math.floor(least / step + 1e-9) * step;
    double high = Math.ceil(most / step - 1e-9) * step;
    return new Axis(low, high > low ? high : low + step, from, to, step);
  }

  public double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  public boolean covers(double value) {
    return value >= low && value <= high;
  }

  public List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long count = Math.round((high - low) / step);
    for (long i = 0; i <= count; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  public String tickLabel(double tick) {
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return Numbers.fixed(tick, digits);
  }

  private static double roundStep(double raw) {
    double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
    double scaled = raw / magnitude;
    double factor = scaled <= 1 ? 1 : scaled <= 2 ? 2 : scaled <= 5 ? 5 : 10;
    return factor * magnitude;
  }
}
