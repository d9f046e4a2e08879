/**
 * Child processes: a Spark task supervises one child JVM a training run. Protocol, limits,
 * supervision and the run directories that attempts write.
 */
package org.plateau.worker;
