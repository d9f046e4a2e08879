package org.plateau.worker;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/**
 * Entry of a child JVM: reads one request from standard input, carries it out, reports on file
 * descriptor 3, and ends; a native extractor goes on to answer clips. When standard input ends
 * before that the parent is gone, and this process ends at once.
 */
public final class WorkerMain {
  static final int EXIT_FAILED = 1;
  static final int EXIT_NO_CHANNEL = 97;
  static final int EXIT_ORPHANED = 98;

  private static final int MAX_STACK_CHARS = 32_000;

  private WorkerMain() {}

  /** Takes the name of a {@link WorkerTasks}. Started by {@link WorkerClient}, not by hand. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    ChildChannel channel = new ChildChannel(openChannel());
    startDaemon("heartbeat", () -> beat(channel));
    int status = EXIT_FAILED;
    try {
      WorkerMessage request = Frames.read(System.in);
      if (request == null) {
        halt(EXIT_ORPHANED, "no request came");
      }
      if (request instanceof WorkerMessage.Open open) {
        FeatureServer.serve(open, System.in, channel);
        halt(EXIT_ORPHANED, "the parent is gone");
      }
      startDaemon("parent-watch", () -> awaitParentsEnd(System.in));
      WorkerTasks tasks =
          Class.forName(args[0])
              .asSubclass(WorkerTasks.class)
              .getDeclaredConstructor()
              .newInstance();
      channel.send(carryOut(request, tasks, channel));
      status = 0;
    } catch (Throwable e) {
      channel.send(failure(e));
    }
    halt(status, null);
  }

  private static WorkerMessage carryOut(
      WorkerMessage request, WorkerTasks tasks, ChildChannel channel) throws Exception {
    if (request instanceof WorkerMessage.Train train) {
      return new WorkerMessage.Trained(tasks.train(train.request(), channel));
    }
    if (request instanceof WorkerMessage.Predict predict) {
      tasks.predict(predict.request(), channel::predicted);
      return new WorkerMessage.Predicted(channel.flushPredictions());
    }
    throw new IOException("no request: " + request.getClass().getSimpleName());
  }

  private static WorkerMessage failure(Throwable e) {
    StringWriter stack = new StringWriter();
    e.printStackTrace(new PrintWriter(stack, true));
    String text = stack.toString();
    String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    return new WorkerMessage.Failed(
        message, text.substring(0, Math.min(text.length(), MAX_STACK_CHARS)));
  }

  private static OutputStream openChannel() {
    try {
      return new FileOutputStream(ChildCommand.CHANNEL);
    } catch (IOException e) {
      halt(EXIT_NO_CHANNEL, "cannot open " + ChildCommand.CHANNEL + ": " + e.getMessage());
      throw new IllegalStateException(e);
    }
  }

  private static void beat(ChildChannel channel) {
    long millis = Long.getLong(ChildCommand.HEARTBEAT_MILLIS, 2_000);
    while (true) {
      channel.heartbeat();
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void awaitParentsEnd(InputStream in) {
    try {
      while (in.read() >= 0) {
        // A parent sends one request; anything further has no meaning.
      }
    } catch (IOException e) {
      halt(EXIT_ORPHANED, "lost the parent: " + e.getMessage());
    }
    halt(EXIT_ORPHANED, "the parent is gone");
  }

  private static void startDaemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends without shutdown hooks: native libraries have been seen to hang or crash in theirs. */
  static void halt(int status, String reason) {
    if (reason != null) {
      System.err.println("worker: " + reason);
    }
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(status);
  }
}
