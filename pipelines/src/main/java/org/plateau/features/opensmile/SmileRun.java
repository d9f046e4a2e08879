package org.plateau.features.opensmile;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/** One instance of the library, for one clip; closing frees it. */
final class SmileRun implements AutoCloseable {
  private static final String SOURCE = "extsource";
  private static final int LOG_ERRORS_ONLY = 0;
  private static final int MAX_COLUMNS = 1 << 20;

  private final SmileApi api;
  private final SmileOptions options;
  private final StringArray keysAndValues;
  private final Pointer smile;

  SmileRun(SmileApi api, SmileOptions options) {
    this.api = api;
    this.options = options;
    List<String> pairs = options.keysAndValues();
    this.keysAndValues = new StringArray(pairs.toArray(String[]::new));
    this.smile = api.smile_new();
    // An instance that could not be initialised is not freed: freeing one crashes. The caller ends
    // this process anyway.
    check(
        "smile_initialize",
        api.smile_initialize(
            smile,
            options.configFile(),
            pairs.size() / 2,
            keysAndValues,
            LOG_ERRORS_ONLY,
            0,
            0,
            null));
  }

  /** Names of all columns, sink after sink. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (String sink : options.sinks()) {
      NativeLongByReference count = new NativeLongByReference();
      check("get_num_elements", api.smile_extsink_get_num_elements(smile, sink, count));
      long columns = count.getValue().longValue();
      if (columns < 0 || columns > MAX_COLUMNS) {
        throw new IllegalStateException("sink %s announces %d columns".formatted(sink, columns));
      }
      for (long i = 0; i < columns; i++) {
        PointerByReference name = new PointerByReference();
        check(
            "get_element_name",
            api.smile_extsink_get_element_name(smile, sink, new NativeLong(i), name));
        names.add(name.getValue().getString(0));
      }
    }
    return names;
  }

  /** Runs over one clip of 16-bit samples; gives the frames of each sink. */
  List<FrameRows> extract(byte[] pcm16) {
    List<FrameRows> levels = new ArrayList<>();
    List<SmileApi.Sink> callbacks = new ArrayList<>();
    for (String sink : options.sinks()) {
      FrameRows rows = new FrameRows();
      SmileApi.Sink callback =
          (values, count, parameter) -> {
            rows.add(values, count.intValue());
            return 1;
          };
      check("set_data_callback", api.smile_extsink_set_data_callback(smile, sink, callback, null));
      levels.add(rows);
      callbacks.add(callback);
    }
    try {
      if (pcm16.length > 0) {
        check(
            "write_data", api.smile_extaudiosource_write_data(smile, SOURCE, pcm16, pcm16.length));
      }
      check("set_external_eoi", api.smile_extaudiosource_set_external_eoi(smile, SOURCE));
      check("smile_run", api.smile_run(smile));
    } finally {
      Reference.reachabilityFence(callbacks);
    }
    levels.forEach(FrameRows::checkEven);
    return levels;
  }

  private void check(String function, int status) {
    if (status != 0) {
      throw new IllegalStateException(
          "openSMILE: %s gave status %d: %s"
              .formatted(function, status, api.smile_error_msg(smile)));
    }
  }

  @Override
  public void close() {
    try {
      api.smile_free(smile);
    } finally {
      Reference.reachabilityFence(keysAndValues);
    }
  }
}
