package org.plateau.worker;

import java.util.List;

/**
 * What a child runs, beside the settings of a user.
 *
 * @param tasksClass name of a {@link WorkerTasks}
 * @param jvmOptions further options of the child's JVM, after all others
 */
record ChildOptions(String tasksClass, List<String> jvmOptions) {
  ChildOptions {
    jvmOptions = List.copyOf(jvmOptions);
  }
}
