package org.plateau.features.opensmile;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;

/** The functions of {@code SMILEapi.h} that one extraction needs; 0 is success. */
@SuppressWarnings({"checkstyle:MethodName", "PMD.MethodNamingConventions"})
interface SmileApi extends Library {
  /** Receives one frame of a sink; returns 1 for "taken". */
  interface Sink extends Callback {
    int invoke(Pointer values, NativeLong count, Pointer parameter);
  }

  Pointer smile_new();

  int smile_initialize(
      Pointer smile,
      String configFile,
      int options,
      StringArray keysAndValues,
      int logLevel,
      int debug,
      int consoleOutput,
      String logFile);

  int smile_run(Pointer smile);

  void smile_free(Pointer smile);

  String smile_error_msg(Pointer smile);

  int smile_extaudiosource_write_data(Pointer smile, String component, byte[] pcm, int bytes);

  int smile_extaudiosource_set_external_eoi(Pointer smile, String component);

  int smile_extsink_set_data_callback(Pointer smile, String component, Sink sink, Pointer unused);

  int smile_extsink_get_num_elements(Pointer smile, String component, NativeLongByReference count);

  int smile_extsink_get_element_name(
      Pointer smile, String component, NativeLong index, PointerByReference name);
}
